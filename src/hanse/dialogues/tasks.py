"""Background work of dialogues."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hanse.dialogues.actions import refresh_analysis
from hanse.dialogues.actions.analysing import REFRESH
from hanse.dialogues.models import Dialogue
from hanse.sharing.acting import as_system


@app.task(name=REFRESH, retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def refresh(*, dialogue: int) -> None:
    """Analyse one dialogue; does nothing when it is gone or up to date."""
    with as_system("analyse a dialogue"):
        if found := Dialogue.objects.filter(pk=dialogue).first():
            refresh_analysis(found)
