"""Commands that run Hanse itself: the demo, and the parts an operator runs one by one."""

import argparse
import os
import sys
from pathlib import Path


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add demo, demo-reset, migrate, furnish, serve, worker, backup and restore."""
    demo = subparsers.add_parser("demo", help="open a furnished house on this machine")
    demo.add_argument("--port", type=int, help="port to listen on (default: a free one from 8000)")
    demo.add_argument(
        "--check", action="store_true", help="start, fetch the front page, stop: does it work here?"
    )
    demo.set_defaults(run=_demo)

    reset = subparsers.add_parser("demo-reset", help="remove the demo's data and start over")
    reset.set_defaults(run=_demo_reset)

    migrate = subparsers.add_parser("migrate", help="bring the database to this version (as owner)")
    migrate.set_defaults(run=_migrate)

    furnish = subparsers.add_parser(
        "furnish", help="load the demo's contents where they are missing"
    )
    furnish.set_defaults(run=_furnish, database=True)

    serve = subparsers.add_parser("serve", help="run the web server")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on")
    serve.add_argument("--port", type=int, default=8000, help="port to listen on")
    serve.add_argument("--workers", type=int, default=2, help="processes")
    threads = min(8, 2 * (os.cpu_count() or 1) + 1)
    serve.add_argument("--threads", type=int, default=threads, help="threads in each process")
    serve.set_defaults(run=_serve)

    worker = subparsers.add_parser("worker", help="run the background jobs")
    worker.set_defaults(run=_worker, database=True)

    backup = subparsers.add_parser("backup", help="write everything to one file (as owner)")
    backup.add_argument("file", type=Path, help="a new file; keep it as safe as the database")
    backup.set_defaults(run=_backup)

    restore = subparsers.add_parser("restore", help="fill an empty database from a backup")
    restore.add_argument("file", type=Path, help="what `hanse backup` wrote")
    restore.set_defaults(run=_restore)


def _demo(options: argparse.Namespace) -> int:
    from hanse.config import demo  # noqa: PLC0415 - keeps `hanse --help` quick

    return demo.check(options.port) if options.check else demo.run(options.port)


def _demo_reset(_options: argparse.Namespace) -> None:
    from hanse.config import demo  # noqa: PLC0415 - keeps `hanse --help` quick

    demo.reset()


def _migrate(_options: argparse.Namespace) -> None:
    os.environ["HANSE_DB_ROLE"] = "owner"
    from django.core.management import call_command  # noqa: PLC0415 - keeps `hanse --help` quick

    from hanse.config.ready import database  # noqa: PLC0415 - reads the role set above

    with database():
        call_command("migrate", interactive=False, verbosity=int(sys.stderr.isatty()))


def _backup(options: argparse.Namespace) -> None:
    os.environ["HANSE_DB_ROLE"] = "owner"
    from hanse.config import backup  # noqa: PLC0415 - reads the role set above

    backup.write(options.file)


def _restore(options: argparse.Namespace) -> None:
    os.environ["HANSE_DB_ROLE"] = "owner"
    from hanse.config import backup  # noqa: PLC0415 - reads the role set above

    backup.read(options.file)


def _furnish(_options: argparse.Namespace) -> None:
    from hanse.home.furnish import furnish  # noqa: PLC0415 - needs Django set up

    furnish()


def _serve(options: argparse.Namespace) -> None:
    from hanse.config import serve  # noqa: PLC0415 - keeps `hanse --help` quick

    serve.run(options.host, options.port, options.workers, options.threads)


def _worker(_options: argparse.Namespace) -> None:
    from procrastinate.contrib.django import app  # noqa: PLC0415 - keeps `hanse --help` quick
    from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: PLC0415 - same

    with app.replace_connector(DjangoConnector().get_worker_connector()) as worker:
        # one second between looks: a job now and then misses its notification
        worker.run_worker(fetch_job_polling_interval=1)
