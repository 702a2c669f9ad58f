"""Forms of the threat picture."""

from hanse.threats.forms.observing import (
    CorrectionForm,
    ListFilter,
    ObservationForm,
    WithdrawalForm,
)
from hanse.threats.forms.signalling import QuietForm, SignalForm

__all__ = [
    "CorrectionForm",
    "ListFilter",
    "ObservationForm",
    "QuietForm",
    "SignalForm",
    "WithdrawalForm",
]
