"""An observation on its way out: what it says, who may read it, and since when it is known."""

import datetime as dt
import uuid
from dataclasses import dataclass

from hanse.shared.sharing_labels import SharingLabel
from hanse.threats.importing.incidents import Incident

NAMESPACE = uuid.UUID("8f5b7a60-2f0f-5d0c-9f4b-6d3f5a1c7e42")  # of every id that is made here
# what the appendix of STIX makes of the second half of the Admiralty scale; 6 says nothing
CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One observation of one city."""

    record: uuid.UUID
    incident: Incident
    label: SharingLabel
    city_id: uuid.UUID
    city: str
    country: str
    recorded_at: dt.datetime
    known_since: dt.datetime
    simulated: bool = False


def own_id(*parts: object) -> uuid.UUID:
    """Return an id that is the same whenever and wherever the same thing is named."""
    return uuid.uuid5(NAMESPACE, "/".join(map(str, parts)))


def credibility_of(confidence: int) -> int:
    """Return the step of the Admiralty scale that a confidence of 0 to 100 stands for.

    >>> [credibility_of(confidence) for confidence in (90, 75, 50, 30, 5, 0)]
    [1, 2, 3, 4, 5, 6]
    """
    bands = ((80, 1), (60, 2), (40, 3), (20, 4), (1, 5))
    return next((step for least, step in bands if confidence >= least), 6)
