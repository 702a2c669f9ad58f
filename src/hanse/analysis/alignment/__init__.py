"""From what threatens a city and what it spends to where the two part ways."""

from hanse.analysis.alignment.flags import Verdict, review_flags
from hanse.analysis.alignment.index import Alignment, Gap, align
from hanse.analysis.alignment.shares import (
    ThreatShare,
    adjust_for_reporting,
    resource_share,
    spread_general,
    threat_share,
)

__all__ = [
    "Alignment",
    "Gap",
    "ThreatShare",
    "Verdict",
    "adjust_for_reporting",
    "align",
    "resource_share",
    "review_flags",
    "spread_general",
    "threat_share",
]
