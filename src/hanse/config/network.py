"""Where the network's own words come from: a file the operator names, or the demo's."""

import os
import tomllib
from pathlib import Path
from typing import Any

DEMO_NETWORK = Path(__file__).parent / "networks" / "transatlantic.toml"


def network_record(*, demo: bool) -> dict[str, Any] | None:
    """Return the record of `HANSE_NETWORK_FILE`, of the demo's network, or nothing."""
    named = os.environ.get("HANSE_NETWORK_FILE", "")
    path = Path(named) if named else DEMO_NETWORK if demo else None
    return tomllib.loads(path.read_text(encoding="utf-8")) if path else None
