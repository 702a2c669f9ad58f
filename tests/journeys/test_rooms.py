"""From the front page to a printed brief: with a mouse, with keys alone, and without scripts."""

import datetime as dt
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.seeing import show, shut_out

from hanse.dialogues.actions import Presentation, import_dialogue, refresh_analysis
from hanse.dialogues.furnish import PREVENTION, WORKSHOP, simulated
from hanse.findings.actions import Plan, publish_edition
from hanse.sharing.labels import SharingLabel

ROOMS = (
    "/dialogues/",
    f"/dialogues/{PREVENTION}/",
    f"/dialogues/{PREVENTION}/?map=role&as=line",
    f"/dialogues/{PREVENTION}/statements/",
    f"/dialogues/{PREVENTION}/statements/?q=nothing+like+it",
    f"/dialogues/{WORKSHOP}/statements/3/",
    f"/dialogues/{WORKSHOP}/statements/999/",
    "/dialogues/waiting/",
    "/findings/",
    "/findings/2026/",
    "/findings/2026/1/",
    "/methods/",
)


@pytest.fixture
def house(transactional_db: None) -> None:
    """Furnish what the journeys walk through, one dialogue still being computed."""
    del transactional_db
    clear = SharingLabel.CLEAR
    for slug in (PREVENTION, WORKSHOP):
        shown = Presentation(slug=slug, sharing_label=clear)
        refresh_analysis(import_dialogue(simulated(slug), shown).dialogue)
    shown = Presentation(slug="waiting", sharing_label=clear)
    import_dialogue(simulated(WORKSHOP), shown)
    dialogue = import_dialogue(simulated(PREVENTION), Presentation(slug=PREVENTION)).dialogue
    plan = Plan(
        initiative="Transatlantic Dialogue Initiative",
        year=2026,
        title="What cities agree on",
        published_on=dt.date(2026, 2, 24),
        sharing_label=clear,
        forms=("pdf",),
    )
    publish_edition(dialogue, plan)


@pytest.mark.usefixtures("house")
def test_a_visitor_walks_from_the_front_page_to_a_printed_brief(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Dialogues").click()
    page.get_by_role("link", name="Preventing hate").click()
    page.get_by_role("link", name="Role", exact=True).click()
    expect(page.get_by_text("Role explains")).to_be_visible()

    page.get_by_role("link", name="See all 72 statements").click()
    page.get_by_label("Words").fill("rumour")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_have_text("2 statements")

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Findings").click()
    page.get_by_role("link", name="What cities agree on").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the brief (PDF)").click()

    assert download.value.suggested_filename == "findings-2026-v1.0-TLP-CLEAR.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the link or button of this name has the focus, and see that it shows."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if name in (focused.text_content() or ""):
            outline = focused.evaluate("part => getComputedStyle(part).outlineStyle")
            assert outline != "none"
            return
    pytest.fail(f"no way to “{name}” with the keyboard")


@pytest.mark.usefixtures("house")
def test_the_keyboard_alone_leads_to_the_brief(page: Page) -> None:
    page.goto("/")
    tab_to(page, "Findings")
    page.keyboard.press("Enter")
    page.wait_for_url("**/findings/")
    tab_to(page, "What cities agree on")
    page.keyboard.press("Enter")
    page.wait_for_url("**/findings/2026/")
    tab_to(page, "Download the brief")

    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert download.value.suggested_filename.endswith(".pdf")


@pytest.mark.usefixtures("house")
def test_everything_works_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{base_url}/dialogues/{PREVENTION}/statements/")
    page.get_by_label("What may be said").select_option(label="Blocs differ")
    page.get_by_label("Show blocs of").select_option(label="Role")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Elected leaders").first).to_be_visible()
    page.get_by_role("link", name="Divide, points").click()
    assert "order=-divide" in page.url
    assert "label=split" in page.url

    page.goto(f"{base_url}/dialogues/waiting/")
    expect(page.get_by_role("link", name="Look again now")).to_be_visible()
    context.close()


@pytest.mark.usefixtures("house")
def test_a_page_that_waits_shows_the_result_by_itself(page: Page) -> None:
    from hanse.dialogues.models import Dialogue

    page.goto("/dialogues/waiting/")
    expect(page.get_by_text("The numbers are being computed")).to_be_visible()

    refresh_analysis(Dialogue.objects.get(slug="waiting"))

    expect(page.get_by_role("heading", name="Where people stand")).to_be_visible()


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(("width", "theme"), list(product((360, 1280), ("light", "dark"))))
def test_the_rooms_shut_nobody_out(width: int, theme: str, browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    show(page, width, theme)
    found = []
    for room in ROOMS:
        page.goto(base_url + room)
        found += shut_out(page)
    page.close()

    assert found == []
