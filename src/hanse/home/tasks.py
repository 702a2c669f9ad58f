"""Background jobs of the search."""

from procrastinate.contrib.django import app

from hanse.home.search_index import learn_words


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="learn_words")
def learn_words_hourly(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Collect the words that misspelt ones are compared with."""
    learn_words()
