"""What the threat picture does by itself at night."""

import datetime as dt

from procrastinate.contrib.django import app

from hanse.threats.actions import forget


@app.periodic(cron="43 2 * * *")
@app.task(queueing_lock="threats.forget")
def forget_words(timestamp: int) -> None:
    """Keep counts alone of what is older than its time; safe to run again."""
    forget(dt.datetime.fromtimestamp(timestamp, tz=dt.UTC).date())
