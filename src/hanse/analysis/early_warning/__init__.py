"""From counts to what was expected, a threshold, and an alarm that names its reason."""

from hanse.analysis.early_warning.bayes import bayes, gp52
from hanse.analysis.early_warning.calendar import MONTHS, WEEKS, Calendar
from hanse.analysis.early_warning.cusum import cusum, glr_cusum, lr_cusum
from hanse.analysis.early_warning.daily import daily, sums_of_seven, uplift
from hanse.analysis.early_warning.direction import Direction, direction
from hanse.analysis.early_warning.ears import ears
from hanse.analysis.early_warning.farrington import ORIGINAL, Settings, farrington
from hanse.analysis.early_warning.ladder import Alarm, Judgement, Rung, alarms, judge
from hanse.analysis.early_warning.multiplicity import benjamini_hochberg
from hanse.analysis.early_warning.results import Signals
from hanse.analysis.early_warning.scan import Cluster, scan

__all__ = [
    "MONTHS",
    "ORIGINAL",
    "WEEKS",
    "Alarm",
    "Calendar",
    "Cluster",
    "Direction",
    "Judgement",
    "Rung",
    "Settings",
    "Signals",
    "alarms",
    "bayes",
    "benjamini_hochberg",
    "cusum",
    "daily",
    "direction",
    "ears",
    "farrington",
    "glr_cusum",
    "gp52",
    "judge",
    "lr_cusum",
    "scan",
    "sums_of_seven",
    "uplift",
]
