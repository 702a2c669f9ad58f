"""Everything people send in about cities."""

from hanse.cities.forms.joining import ApplicationForm, CodeForm, DecisionForm
from hanse.cities.forms.members import MemberFilter

__all__ = ["ApplicationForm", "CodeForm", "DecisionForm", "MemberFilter"]
