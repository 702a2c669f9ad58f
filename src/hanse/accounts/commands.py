"""The commands an operator needs before anybody can invite anybody."""

import argparse

_ROLES = ("secretariat", "steward", "observer")


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add invite."""
    invite = subparsers.add_parser(
        "invite", help="invite somebody to a role in the network; the worker sends the letter"
    )
    invite.add_argument("email", help="who is invited")
    invite.add_argument("--role", choices=_ROLES, required=True, help="what they will be")
    invite.add_argument("--name", default="", help="what they are called")
    invite.add_argument("--language", default="en", help="language of the letter, such as en or de")
    invite.set_defaults(run=_invite, database=True)


def _invite(options: argparse.Namespace) -> None:
    from hanse.accounts import actions  # noqa: PLC0415 - needs Django set up
    from hanse.accounts.joining import NETWORK_ROLE  # noqa: PLC0415 - the same

    invitation = actions.invite(
        email=options.email,
        name=options.name,
        language=options.language,
        purpose=NETWORK_ROLE,
        target=options.role,
    )
    print(f"The worker sends {invitation.email} a letter.")  # noqa: T201 - this is how a command speaks
