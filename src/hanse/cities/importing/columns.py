"""The columns a list of members may have, what others call them, and how each is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from hanse.cities.importing import cells
from hanse.shared.tables import Column

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # exists in the stubs only


@dataclass(frozen=True, slots=True)
class Field:
    """One column we ask for: our word for it, names others use, how a cell is read."""

    key: str
    words: "_StrPromise"
    read: Callable[[str], Any]
    names: tuple[str, ...]
    required: bool = False

    @property
    def column(self) -> Column:
        """Return it as the guessing of columns knows it."""
        return Column(self.key, self.names)


FIELDS = (
    Field(
        "name",
        _("name"),
        cells.words(200),
        ("name", "city", "authority", "member", "municipality", "stadt", "kommune", "mitglied"),
        required=True,
    ),
    Field(
        "country", _("country"), cells.country, ("country", "land", "staat", "pays"), required=True
    ),
    Field("region", _("region or state"), cells.words(200), ("region", "state", "bundesland")),
    Field("kind", _("kind"), cells.kind, ("kind", "type", "art")),
    Field(
        "local_name",
        _("name in its own language"),
        cells.words(200),
        ("local name", "name in its own language", "native name", "eigenname"),
    ),
    Field("joined", _("joined"), cells.day, ("joined", "member since", "joined on", "beitritt")),
    Field(
        "population",
        _("inhabitants"),
        cells.people,
        ("population", "inhabitants", "einwohner", "einwohnerzahl"),
    ),
    Field(
        "population_year",
        _("year of the count"),
        cells.year,
        ("year of the count", "population year", "year", "stand"),
    ),
    Field(
        "population_source",
        _("source of the count"),
        cells.words(200),
        ("source of the count", "population source", "source", "quelle"),
    ),
    Field("website", _("website"), cells.website, ("website", "homepage", "url", "web")),
    Field(
        "languages",
        _("working languages"),
        cells.languages,
        ("working languages", "languages", "language", "sprachen", "arbeitssprachen"),
    ),
    Field(
        "post",
        _("post or office of a contact"),
        cells.words(200),
        ("post or office of a contact", "contact post", "post", "position", "function", "role"),
    ),
    Field(
        "contact",
        _("name of a contact"),
        cells.words(200),
        ("name of a contact", "contact name", "contact", "contact person", "ansprechpartner"),
    ),
    Field(
        "email",
        _("e-mail address of a contact"),
        cells.email,
        ("e-mail address of a contact", "contact email", "email", "e-mail", "mail"),
    ),
    Field(
        "phone",
        _("telephone of a contact"),
        cells.phone,
        ("telephone of a contact", "contact phone", "phone", "telephone", "telefon", "tel"),
    ),
    Field(
        "label",
        _("sharing label of a contact"),
        cells.label,
        ("sharing label of a contact", "sharing label", "tlp", "label"),
    ),
)
BY_KEY = {field.key: field for field in FIELDS}
CONTACT = ("post", "contact", "email", "phone", "label")
COLUMNS = tuple(field.column for field in FIELDS)
