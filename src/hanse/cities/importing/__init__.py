"""Lists of members and contacts, read from somebody's table and checked before anything is stored.

`columns` says what is asked for, `cells` reads one cell, `plan` compares a table with the register.
`actions.importing` stores a plan, all of it or nothing.
"""
