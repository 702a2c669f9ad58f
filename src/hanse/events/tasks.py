"""Letters about events that are written outside a request."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hanse.events.actions import inviting, turning
from hanse.sharing.acting import as_system


@app.task(name=inviting.WRITE, retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def write_invitations(*, registrations: list[int]) -> None:
    """Write to the cities invited; who has a letter gets no second one."""
    with as_system("write invitations to an event"):
        inviting.write_invitations(registrations)


@app.task(name=turning.WRITE, retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def write_of_a_turn(*, turn: int) -> None:
    """Write to everybody invited that an event is cancelled, moved or takes place after all."""
    with as_system("write of a turn in an event"):
        turning.write_of_a_turn(turn)
