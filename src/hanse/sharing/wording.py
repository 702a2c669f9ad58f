"""The audit's words in the reader's language; verbs are stored in English."""

from django.utils.translation import gettext, gettext_noop

_KNOWN = (
    gettext_noop("accept an invitation"),
    gettext_noop("add a contact"),
    gettext_noop("add a person"),
    gettext_noop("add a way to sign in"),
    gettext_noop("add to a list of an event"),
    gettext_noop("answer an invitation"),
    gettext_noop("apply to join"),
    gettext_noop("cancel an event"),
    gettext_noop("change a contact"),
    gettext_noop("change a list of an event"),
    gettext_noop("change a membership"),
    gettext_noop("change a password"),
    gettext_noop("change a role in the network"),
    gettext_noop("change somebody's part in a city"),
    gettext_noop("change the e-mail address"),
    gettext_noop("change the label"),
    gettext_noop("change the own profile"),
    gettext_noop("confirm an application"),
    gettext_noop("decide on an application"),
    gettext_noop("edit a city"),
    gettext_noop("end somebody's part in a city"),
    gettext_noop("erase a person"),
    gettext_noop("export contacts"),
    gettext_noop("export members"),
    gettext_noop("import members"),
    gettext_noop("invite a city"),
    gettext_noop("invite a person"),
    gettext_noop("invite to an event"),
    gettext_noop("let a person back in"),
    gettext_noop("let somebody in a city back in"),
    gettext_noop("move an event"),
    gettext_noop("move in a list of an event"),
    gettext_noop("reinstate an event"),
    gettext_noop("remove a contact"),
    gettext_noop("remove a way to sign in"),
    gettext_noop("remove from a list of an event"),
    gettext_noop("reset a password"),
    gettext_noop("set a password"),
    gettext_noop("set the places of an event"),
    gettext_noop("suspend a person"),
    gettext_noop("suspend somebody in a city"),
    gettext_noop("take back a person's invitation"),
    gettext_noop("take back an invitation"),
    gettext_noop("take back an invitation to an event"),
    gettext_noop("take somebody in"),
    gettext_noop("verify a domain"),
    gettext_noop("withdraw an application"),
)


def verb_words(verb: str) -> str:
    """Say a verb in the reader's language; one that nobody translated stays as it is stored."""
    return gettext(verb) if verb in _KNOWN else verb
