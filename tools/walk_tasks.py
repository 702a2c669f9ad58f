"""Walks the tasks people come for through a running demonstration, and counts their clicks.

Start `hanse demo --port 8000`, then run `python tools/walk_tasks.py http://127.0.0.1:8000`. It
prints a row for each task: what is pressed and filled in after signing in, and how long the
machine took. The events and signals it makes stay in the demonstration.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Page, sync_playwright
from tools import browser


class Walk:
    """One person's way through a task; every press and every field counts."""

    def __init__(self, page: Page) -> None:
        """Begin at the desk."""
        self.page, self.clicks, self.fields = page, 0, 0
        self.began = time.perf_counter()

    def press(self, name: str | re.Pattern[str], role: str = "link", *, nth: int = 0) -> None:
        """Follow a link or press a button by what it says."""
        self.page.get_by_role(role, name=name).nth(nth).click()  # type: ignore[arg-type] # a role
        self.page.wait_for_load_state()
        self.clicks += 1

    def button(self, name: str | re.Pattern[str]) -> None:
        """Press a button."""
        self.press(name, "button")

    def fill(self, label: str, words: str) -> None:
        """Write into a field."""
        self.page.get_by_label(label).first.fill(words)
        self.fields += 1

    def tick(self, label: str) -> None:
        """Choose a box or a circle."""
        self.page.get_by_label(label).first.check()
        self.fields += 1

    def choose(self, label: str, option: str) -> None:
        """Choose from a list, by part of what the choice says."""
        field = self.page.get_by_label(label).first
        value = field.locator("option", has_text=option).first.get_attribute("value")
        field.select_option(str(value))
        self.fields += 1

    def reach(self, words: str) -> None:
        """Hold that the words one came for are there."""
        self.page.get_by_text(words).first.wait_for(timeout=5_000, state="attached")


def plan_and_invite(walk: Walk) -> None:
    """Make an event of last year's, and invite more than thirty cities."""
    walk.press("Plan an event")
    walk.choose("Earlier event", "Holding a city together")
    walk.button("Continue")
    walk.fill("Title", "Holding a city together, a year later")
    walk.button("Continue")
    walk.fill("First day", "2028-03-08")
    for _ in range(5):
        walk.button("Continue")
    walk.button("Plan this event")
    walk.press("Invite cities")
    walk.choose("Side", "Europe")
    walk.button("Show")
    walk.press("Tick all that are shown")
    walk.button("Look the letters over")
    walk.tick("The cities invited")
    walk.button(re.compile(r"Invite \d+ cities"))
    walk.reach("cities are invited")


def who_is_silent(walk: Walk) -> None:
    """See who has not answered and what waits."""
    walk.reach("no answer from")


def read_the_sources(walk: Walk) -> None:
    """From a report to the notes that each sentence rests on."""
    walk.press("Events")
    walk.press("First hours, shared streets")
    walk.press("Read the report")
    walk.press("What each sentence rests on")
    walk.reach("a participant")


def page_for_the_mayor(walk: Walk) -> None:
    """Hold the mayor's page on the challenge of an alarm."""
    walk.press("Antisemitism")
    walk.press("One page for the mayor")
    walk.reach("Threat and resources")


def answer_an_alarm(walk: Walk) -> None:
    """Say what an alarm was."""
    walk.press("Antisemitism")
    walk.tick("Acknowledged")
    walk.button("Save")


def answer_an_invitation(walk: Walk) -> None:
    """Say yes for the city."""
    walk.press("Answer the invitation")
    walk.tick("I come myself")
    walk.button("Send the answer")


def find_like_cities(walk: Walk) -> None:
    """Cities of the other side of the ocean."""
    walk.press("Cities")
    walk.choose("Side", "North America")
    walk.button("Show")
    walk.reach("members")


def send_a_signal(walk: Walk) -> None:
    """Report how the city reads a challenge."""
    walk.press("Send a signal")
    walk.tick("Antisemitism")
    walk.tick("Steady")
    walk.tick("2: noticeable")
    walk.button("Send it")


def record_an_observation(walk: Walk) -> None:
    """Write one incident down."""
    walk.press("Record an observation")
    walk.fill("What happened?", "Stickers with slogans against a group were put on a tram stop.")
    walk.tick("Anti-migrant hate")
    walk.tick("Expression, graffiti")
    walk.button("Record it")


def read_the_evidence(walk: Walk) -> None:
    """From the desk to a finding's numbers."""
    walk.press("What cities on two continents agree on")
    walk.press("A message against hate counts for more")
    walk.reach("The numbers, bloc by bloc")


def asks_of_governments(walk: Walk) -> None:
    """Read what a meeting asks of national governments."""
    walk.press("First hours, shared streets: what the room asks")
    walk.press("For national governments")


def keep_a_version(walk: Walk) -> None:
    """Reach the permanent version to cite or keep."""
    walk.press("What cities on two continents agree on")
    walk.reach("PDF")


TASKS: tuple[tuple[str, str, Callable[[Walk], None]], ...] = (
    ("secretariat", "Plan an event from last year's and invite one side's cities", plan_and_invite),
    ("secretariat", "See who has not answered, and what waits", who_is_silent),
    ("secretariat", "Check what each sentence of a report rests on", read_the_sources),
    ("adviser", "Hold one page for the mayor on the challenge of an alarm", page_for_the_mayor),
    ("adviser", "Answer an alarm", answer_an_alarm),
    ("adviser", "Answer an invitation for the city", answer_an_invitation),
    ("adviser", "Find cities on the other side of the ocean", find_like_cities),
    ("practitioner", "Send a signal", send_a_signal),
    ("practitioner", "Record an observation", record_an_observation),
    ("policymaker", "Read a finding with its evidence", read_the_evidence),
    ("policymaker", "Read what is asked of national governments", asks_of_governments),
    ("policymaker", "Reach the version to cite or download", keep_a_version),
)


def main(address: str) -> int:
    """Walk every task, on a screen as wide as a phone's, and print a table of them."""
    print("| Who | Task | Clicks | Fields | Seconds |\n|---|---|---:|---:|---:|")
    with sync_playwright() as player:
        chromium = player.chromium.launch(
            executable_path=browser.find(), args=["--no-sandbox", "--disable-gpu"]
        )
        for who, task, way in TASKS:
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(8_000)
            page.goto(f"{address}/demo/sign-in/")
            page.locator(f"form:has([value='{who}']) button").click()
            page.goto(f"{address}/desk/")
            walk = Walk(page)
            way(walk)
            seconds = time.perf_counter() - walk.began
            print(f"| {who} | {task} | {walk.clicks} | {walk.fields} | {seconds:.1f} |", flush=True)
            page.close()
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
