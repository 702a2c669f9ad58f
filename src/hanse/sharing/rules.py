"""Who may read what was written down of acts."""

from rules.rulesets import add_rule

from hanse.accounts.rules import is_staff

add_rule("read the audit", is_staff)
