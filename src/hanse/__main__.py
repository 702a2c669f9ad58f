"""Lets `python -m hanse` do what the `hanse` command does."""

import sys

from hanse.cli import main

sys.exit(main())
