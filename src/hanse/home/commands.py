"""The command that looks through the whole house."""

import argparse
import sys


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add verify."""
    verify = subparsers.add_parser("verify", help="check that everything stored is as it must be")
    verify.set_defaults(run=_verify, database=True)


def _verify(_options: argparse.Namespace) -> int:
    from hanse.home.verifying import verify  # noqa: PLC0415 - needs Django set up
    from hanse.sharing.acting import as_system  # noqa: PLC0415 - the same

    failed = 0
    with as_system("verify"):
        for check in verify():
            failed += bool(check.against)
            mark = "FAILED" if check.against else "ok"
            sys.stdout.write(f"{mark:7} {check.what} ({check.looked_at:,})\n")
            for line in check.against[:20]:
                sys.stdout.write(f"        {line}\n")
    sys.stdout.write(f"{failed} of {_number()} checks failed.\n" if failed else "All is well.\n")
    return int(failed > 0)


def _number() -> int:
    from hanse.home.verifying import CHECKS  # noqa: PLC0415 - needs Django set up

    return len(CHECKS)
