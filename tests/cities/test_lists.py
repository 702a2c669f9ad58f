"""A list of members is checked on screen before it counts, and everybody takes theirs along."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.accounts.cast import signed_in

from hanse.accounts import furnish as accounts_furnish
from hanse.accounts.models import AuditEntry, User
from hanse.cities.actions.belonging import belong
from hanse.cities.actions.importing import forget_uploads
from hanse.cities.models import Authority, Contact, MemberImport
from hanse.shared.tables import open_table

pytestmark = pytest.mark.django_db
POST = "post or office of a contact"
GOOD = "Stadt;Land;Funktion;E-Mail\nKöln;Deutschland;Prävention;p@koeln.example\n"


@pytest.fixture
def cast(db: None) -> dict[str, User]:  # noqa: ARG001 - asks for its effect
    return accounts_furnish.furnish()


@pytest.fixture
def staff(cast: dict[str, User]) -> Client:
    return signed_in(cast["secretariat"])


def upload(browser: Client, content: bytes, name: str = "members.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return browser.post("/cities/import/", {"file": file}, follow=True)


def test_a_list_is_shown_first_and_stored_when_asked_for(staff: Client) -> None:
    answer = upload(staff, GOOD.encode("cp1252"))
    page = answer.redirect_chain[-1][0]
    assert "CSV, Windows-1252, semicolon" in answer.content.decode()
    assert not Authority.objects.exists()

    done = staff.post(page, {"import": "1"}, follow=True).content.decode()

    assert "The list is imported" in done
    assert [(one.name, one.country) for one in Authority.objects.all()] == [("Köln", "DE")]
    assert bytes(MemberImport.objects.get().content) == b""
    entry = AuditEntry.objects.get(verb="import members")
    assert entry.detail["new"] == 1


def test_a_list_imported_twice_says_there_is_nothing_new(staff: Client) -> None:
    first = upload(staff, GOOD.encode()).redirect_chain[-1][0]
    staff.post(first, {"import": "1"})

    again = upload(staff, GOOD.encode()).content.decode()

    assert "Everything in this list is in the register already." in again
    assert (
        "The list is imported" in staff.post(first, {"import": "1"}, follow=True).content.decode()
    )
    assert Authority.objects.count() == 1


def test_mistakes_are_listed_and_nothing_can_be_imported(staff: Client) -> None:
    answer = upload(staff, "name,country\nKöln,Nowhere\n".encode())
    page = answer.content.decode()

    assert "1 thing to mend" in page
    assert "“Nowhere” is no country we know" in page
    staff.post(answer.redirect_chain[-1][0], {"import": "1"})
    assert not Authority.objects.exists()


def test_columns_that_were_guessed_wrongly_are_chosen(staff: Client) -> None:
    answer = upload(staff, b"a,b\nOslo,NO\n")
    page = answer.redirect_chain[-1][0]
    assert "no column is chosen for it" in answer.content.decode()

    twice = staff.post(page, {"choose": "1", "name": "a", "country": "a"})
    assert "This column is chosen for another field already." in twice.content.decode()
    staff.post(page, {"choose": "1", "name": "a", "country": "b"})

    staff.post(page, {"import": "1"})
    assert Authority.objects.get().name == "Oslo"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04 broken"])
def test_what_is_no_table_is_refused_with_the_way_to_mend_it(staff: Client, content: bytes) -> None:
    page = upload(staff, content).content.decode()

    assert "error-summary" in page
    assert not MemberImport.objects.exists()


@pytest.mark.parametrize("part", ["adviser", "policymaker"])
def test_lists_are_brought_in_by_staff_alone(cast: dict[str, User], part: str) -> None:
    assert signed_in(cast[part]).get("/cities/import/").status_code == 404


def test_uploads_nobody_imports_are_forgotten(staff: Client) -> None:
    upload(staff, GOOD.encode())
    MemberImport.objects.update(uploaded_at="2026-01-01T00:00:00Z")

    assert forget_uploads() == 1


def exported(browser: Client, what: str) -> list[dict[str, str]]:
    answer = browser.get(f"/cities/export/{what}")
    table = open_table(io.BytesIO(answer.content), what)
    return [record for _row, record in table.records()]


def test_contacts_are_taken_along_by_whoever_may_see_them(
    cast: dict[str, User], oslo: Authority
) -> None:
    lviv = Authority.objects.create(slug="l", name="Lviv", country="UA", membership="member")
    for city in (oslo, lviv):
        for label in ("clear", "green", "amber+strict"):
            Contact.objects.create(authority=city, post=label, sharing_label=label, phone="+1 23")
    belong(cast["adviser"], oslo, role="official", standing="member")

    posts = {
        who: [
            (one["name"], one["post or office of a contact"])
            for one in exported(browser, "contacts.csv")
        ]
        for who, browser in (
            ("stranger", Client()),
            ("adviser", signed_in(cast["adviser"])),
            ("secretariat", signed_in(cast["secretariat"])),
        )
    }

    assert posts == {
        "stranger": [("Oslo", "clear"), ("Lviv", "clear")],
        "adviser": [
            *(("Oslo", label) for label in ("amber+strict", "clear", "green")),
            ("Lviv", "clear"),
            ("Lviv", "green"),
        ],
        "secretariat": [(city, label) for city in ("Oslo", "Lviv") for label in ("clear", "green")],
    }


def test_no_cell_that_is_taken_along_is_a_formula(oslo: Authority) -> None:
    Authority.objects.filter(pk=oslo.pk).update(name="=cmd()")
    Contact.objects.create(authority=oslo, post="@SUM", sharing_label="clear", phone="+47 1234")

    for what in ("members", "contacts"):
        text = Client().get(f"/cities/export/{what}.csv").content.decode("utf-8-sig")
        cells = [cell for line in text.splitlines() for cell in line.split(",")]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
        book = load_workbook(io.BytesIO(Client().get(f"/cities/export/{what}.xlsx").content))
        assert "f" not in {cell.data_type for row in book.worksheets[0] for cell in row}


def test_what_is_taken_along_is_written_down_and_filtered(
    cast: dict[str, User], oslo: Authority
) -> None:
    assert oslo.country == "NO"
    browser = signed_in(cast["adviser"])

    assert exported(browser, "members.csv?q=zzz") == []
    assert [one["name"] for one in exported(browser, "members.xlsx?q=oslo")] == ["Oslo"]
    assert [entry.detail for entry in AuditEntry.objects.filter(verb="export members")] == [
        {"rows": 0, "form": "csv"},
        {"rows": 1, "form": "xlsx"},
    ]


def test_other_lists_do_not_exist() -> None:
    assert Client().get("/cities/export/people.csv").status_code == 404
    assert Client().get("/cities/export/members.pdf").status_code == 404


def test_an_export_can_be_brought_in_again_and_changes_nothing(
    staff: Client, oslo: Authority
) -> None:
    Contact.objects.create(authority=oslo, post="Press", sharing_label="clear", phone="+47 1234")
    content = Client().get("/cities/export/contacts.csv").content

    page = upload(staff, content).content.decode()

    assert "Everything in this list is in the register already." in page
