"""A letter leaves once: through the real queue, whatever happens to the worker."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection, connections, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from hanse.shared import letters
from hanse.shared.models import Letter

HAND_OVER = """
WITH worker AS (
    INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute')
    RETURNING id)
UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM worker)
WHERE args ->> 'letter' = %s
"""
Work = Callable[[], None]


def post(**changes: str) -> bool:
    """Post an invitation to Eva."""
    about = {"occasion": "test:1", "to": "Eva@Zilina.example", "language": "de"}
    words = {"subject": "Einladung\nnach Žilina", "text": "Guten Tag,\n\nkommen Sie?"}
    return letters.post(**{**about, **words, **changes})


def jobs_for(waiting: Letter) -> int:
    """Count the jobs asked for a letter."""
    about = {"letter": str(waiting.pk)}
    return ProcrastinateJob.objects.filter(task_name=letters.SEND, args=about).count()


def test_the_worker_sends_a_letter_plain_and_as_html_in_its_language(work_off_jobs: Work) -> None:
    post()

    work_off_jobs()

    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    (html,) = sent.alternatives
    assert (sent.to, sent.subject) == (["eva@zilina.example"], "Einladung nach Žilina")
    assert sent.body == "Guten Tag,\n\nkommen Sie?\n\n-- \nHanse\nhttp://testserver"
    assert "<p>kommen Sie?</p>" in html.content
    assert '<html lang="de">' in html.content
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_letter_ends_with_why_one_gets_it_and_sets_off_what_is_to_be_used() -> None:
    said = "Your code:\n\nQX7-P2K\n\nhttps://hanse.example/here/"
    text = letters.explained(said, "You asked for a code.")

    written = letters.letter(to="eva@zilina.example", subject="Code", text=text)

    assert str(written.body).startswith(f"{said}\n\n-- \nYou asked for a code.\n")
    ((html, _kind),) = written.alternatives
    assert '<p class="code">QX7-P2K</p>' in html
    assert '<p class="address"><a href="https://hanse.example/here/"' in html
    assert html.index("<p>You asked for a code.</p>") > html.index('class="below"')


def test_what_has_left_is_forgotten_but_for_the_fact(work_off_jobs: Work) -> None:
    post()

    work_off_jobs()

    letter = Letter.objects.get()
    assert (letter.text, letter.occasion, letter.sent_at is None) == ("", "test:1", False)
    assert "kommen" not in str(list(ProcrastinateJob.objects.values("args")))


def test_one_recipient_hears_of_one_occasion_once(work_off_jobs: Work) -> None:
    made = [post(), post(to=" eva@zilina.EXAMPLE"), post(occasion="test:2")]
    work_off_jobs()
    made.append(post())
    work_off_jobs()

    assert made == [True, False, True, False]
    assert len(mail.outbox) == 2


def test_a_letter_vanishes_with_the_transaction_that_posted_it(work_off_jobs: Work) -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)

    work_off_jobs()

    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_a_job_that_runs_ten_times_at_once_sends_one_letter(work_off_jobs: Work) -> None:
    post()
    letter = Letter.objects.get()

    def run() -> None:
        letters.send(str(letter.pk))
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    work_off_jobs()

    assert len(mail.outbox) == 1


def test_a_worker_killed_over_a_letter_leaves_it_in_doubt_and_nobody_sends_it_again(
    work_off_jobs: Work,
) -> None:
    from hanse.shared.tasks import retry_stalled_jobs

    post()
    letter = Letter.objects.get()
    long_ago = timezone.now() - dt.timedelta(minutes=11)
    Letter.objects.update(claimed_at=long_ago)  # taken on, and then the process died
    with connection.cursor() as cursor:
        cursor.execute(HAND_OVER, [str(letter.pk)])
    retry_stalled_jobs.defer(timestamp=0)

    work_off_jobs()

    assert mail.outbox == []
    assert list(letters.in_doubt()) == [letter]


@pytest.mark.django_db
def test_a_letter_the_mail_server_refused_stays_to_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    post()
    letter = Letter.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(EmailMultiAlternatives, "send", _refuse)
        with pytest.raises(ConnectionRefusedError):
            letters.send(str(letter.pk))
    left_lying = Letter.objects.get()

    letters.send(str(letter.pk))

    assert (left_lying.claimed_at, left_lying.text) == (None, "Guten Tag,\n\nkommen Sie?")
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_letters_given_up_while_the_mail_server_was_away_are_asked_for_again() -> None:
    post()
    post(occasion="test:old")
    for occasion, age in (("test:1", dt.timedelta(hours=2)), ("test:old", dt.timedelta(days=8))):
        Letter.objects.filter(occasion=occasion).update(posted_at=timezone.now() - age)

    assert letters.ask_again() == 1

    assert jobs_for(Letter.objects.get(occasion="test:1")) == 2


def _refuse(_mail: object) -> None:
    raise ConnectionRefusedError
