"""What the menus and the foot of every page lead to; entries of absent features are left out."""

from django.utils.translation import gettext_lazy as _

MENU = (
    ("findings:editions", _("Findings")),
    ("dialogues:dialogues", _("Dialogues")),
    ("threats:picture", _("Threat picture")),
    ("cities:members", _("Cities")),
    ("events:events", _("Events")),
)
FOOT = (
    ("home:about", _("About")),
    ("home:accessibility", _("Accessibility")),
)
SEARCH = (("home:search", _("Search")),)
SIGN_IN = (("account_login", _("Sign in")),)
PERSON = (
    ("home:desk", _("My desk")),
    ("events:invitations", _("Invitations to events")),
    ("accounts:profile", _("Your profile")),
    ("account_email", _("Your e-mail address")),
    ("mfa_index", _("Ways to sign in")),
    ("usersessions_list", _("Where you are signed in")),
)
SIGN_OUT = (("account_logout", _("Sign out")),)
