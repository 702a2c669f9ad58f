"""What points at one person is found; dates, counts and money are left alone."""

import pytest
from django.core.exceptions import ValidationError

from hanse.shared.personal_data import find, refuse_personal_data


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Write to anna.berg+work@city.example.org.", ["email"]),
        ("His number is +49 30 123456-78.", ["phone"]),
        ("Call (030) 901820 today", ["phone"]),
        ("ring 555-123-4567", ["phone"]),
        ("00 47 22 33 44 55", ["phone"]),
        ("The car was B-XY 1234.", ["plate"]),
        ("posted by @angry_citizen on Monday", ["handle"]),
        ("a@b.example and 0171 2345678", ["email", "phone"]),
    ],
)
def test_what_points_at_a_person_is_found(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in find(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "In 2023–2024 we met 14 times.",  # noqa: RUF001 - a range takes the long dash
        "On 12.05.2024, 2024-05-12 or 5/12/2024.",
        "It cost 1 200 000 or 1.200.000 euros, or 1,200,000.",
        "At 14:30 on the square; 45 of 120 came.",
        "TLP:AMBER+STRICT under WCAG 2.2",
        "Article 9 GDPR, 2016/679",
        "COVID-19 and ISO 3166",
        "Meet at 10:00 @ city hall",
    ],
)
def test_dates_counts_and_money_are_left_alone(text: str) -> None:
    assert find(text) == []


def test_the_refusal_names_what_to_take_out() -> None:
    with pytest.raises(ValidationError) as refused:
        refuse_personal_data("Call 030 1234567.")

    said = refused.value.messages[0]
    assert said.startswith("Take out a telephone number (“030 1234567”): say what happened")
    refuse_personal_data("Call the neighbours first.")
