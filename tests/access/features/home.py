"""Addresses of the front page, the pages about the site, and the shared ones."""

from tests.access.kinds import Case, Visit, page

_LANGUAGES = {
    "there": Case({"code": "de"}),
    "non-existent": Case({"code": "xx"}, there=False),
}
ADDRESSES = {
    "healthz": page(),
    "home:front": page(),
    "home:desk": page(),
    "home:search": page(search="q"),
    "home:about": page(),
    "home:accessibility": page(),
    "shared:style": page(),
    "shared:language": Visit(lambda _house: _LANGUAGES),
}
