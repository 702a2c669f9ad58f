"""The police file of Toronto: the real one where it stands beside the checkout, or its like."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

REAL = Path(__file__).parents[3] / "shared/data/incidents/toronto_hate_crimes.csv"
HEADER = [
    *("_id", "EVENT_UNIQUE_ID", "OCCURRENCE_YEAR", "OCCURRENCE_DATE", "OCCURRENCE_TIME"),
    *("REPORTED_YEAR", "REPORTED_DATE", "REPORTED_TIME", "DIVISION", "LOCATION_TYPE"),
    *("AGE_BIAS", "MENTAL_OR_PHYSICAL_DISABILITY", "RACE_BIAS", "ETHNICITY_BIAS"),
    *("LANGUAGE_BIAS", "RELIGION_BIAS", "SEXUAL_ORIENTATION_BIAS", "GENDER_BIAS"),
    *("MULTIPLE_BIAS", "PRIMARY_OFFENCE", "HOOD_158", "NEIGHBOURHOOD_158", "HOOD_140"),
    *("NEIGHBOURHOOD_140", "ARREST_MADE"),
]
FIRST, DAYS = date(2018, 1, 1), 2180


def toronto_file(folder: Path) -> Path:
    """Return the file to hand over."""
    if REAL.exists():
        return REAL
    written = io.StringIO()
    table = csv.DictWriter(written, HEADER, restval="None")
    table.writeheader()
    for number, day in enumerate(_days()):
        table.writerow(
            {
                "_id": number,
                "EVENT_UNIQUE_ID": f"GO-{number}",
                "OCCURRENCE_DATE": day,
                "REPORTED_DATE": day,
                "AGE_BIAS": "NO",
                "MENTAL_OR_PHYSICAL_DISABILITY": "NO",
                "RACE_BIAS": "Black" if number % 2 else "None",
                "RELIGION_BIAS": "None" if number % 2 else "Jewish",
                "MULTIPLE_BIAS": "NO",
                "PRIMARY_OFFENCE": "Mischief",
                "ARREST_MADE": "NO",
            }
        )
    file = folder / "toronto_hate_crimes.csv"
    file.write_text(written.getvalue())
    return file


def _days() -> list[date]:
    """Return a case every other day, and six a day in October 2023."""
    steady = [FIRST + timedelta(days=day) for day in range(0, DAYS, 2)]
    rise = [date(2023, 10, day) for day in range(8, 29) for _ in range(6)]
    return sorted([*steady, *rise])
