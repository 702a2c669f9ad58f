"""Invitations: one recipient, one purpose, once."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.accounts.cast import person, signed_in

from hanse.accounts import actions, purposes, queries, tasks
from hanse.accounts.models import Invitation, User
from hanse.accounts.purposes import Purpose
from hanse.cli import build_parser
from hanse.shared.tokens import hash_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def joined(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Give invitations a purpose that notes who accepted what."""
    seen: list[tuple[str, str]] = []

    def accepted(invitation: Invitation, who: User) -> str:
        seen.append((invitation.target, who.email))
        return "/about/"

    purpose = Purpose(offer=lambda found: f"Join {found.target}.", accepted=accepted)
    monkeypatch.setitem(purposes._PURPOSES, "test", purpose)
    return seen


def invite(**changes: Any) -> Invitation:
    """Invite somebody to Žilina."""
    wanted = {"email": "Eva@Zilina.example", "purpose": "test", "target": "Žilina", "name": "Eva"}
    return actions.invite(**{**wanted, **changes})


def letter_for(invitation: Invitation) -> str:
    """Send the letter and return the path of its link."""
    tasks.send_invitation(invitation=str(invitation.pk))
    found = re.search(r"http://testserver(/invitations/[\w-]{22}/)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def jobs_for(invitation: Invitation) -> list[ProcrastinateJob]:
    """Return the jobs that were asked for an invitation's letter."""
    about = {"invitation": str(invitation.pk)}
    return list(ProcrastinateJob.objects.filter(task_name=actions.SEND, args=about))


def test_the_letter_says_the_same_plain_and_as_html() -> None:
    path = letter_for(invite())
    (sent,) = mail.outbox

    assert sent.to == ["eva@zilina.example"]
    assert "Join Žilina." in sent.body
    (html,) = sent.alternatives
    assert path in html.content
    assert "Join Žilina." in html.content


def test_the_letter_is_in_the_language_of_the_recipient() -> None:
    letter_for(invite(language="de"))

    assert mail.outbox[0].subject.startswith("Einladung")


def test_asking_twice_and_running_the_job_twice_sends_one_letter() -> None:
    first, second = invite(), invite(email="eva@zilina.example")

    letter_for(first)
    tasks.send_invitation(invitation=str(second.pk))

    assert (first.pk, len(mail.outbox)) == (second.pk, 1)
    assert len(jobs_for(first)) == 1


def test_a_letter_the_mail_server_refused_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    invitation = invite()
    with monkeypatch.context() as broken:
        broken.setattr(tasks.EmailMultiAlternatives, "send", _refuse)
        with pytest.raises(ConnectionRefusedError):
            tasks.send_invitation(invitation=str(invitation.pk))

    assert letter_for(invitation)


def test_a_letter_cut_off_half_way_is_not_sent_again_and_is_known_to_be_in_doubt() -> None:
    invitation = invite()
    actions.claim_letter(str(invitation.pk))  # and then the process died
    tasks.send_invitation(invitation=str(invitation.pk))
    long_ago = timezone.now() - dt.timedelta(minutes=11)
    Invitation.objects.update(claimed_at=long_ago)

    assert mail.outbox == []
    assert list(queries.letters_in_doubt()) == [invitation]


def _refuse(_mail: object) -> None:
    raise ConnectionRefusedError


def test_neither_database_nor_queue_knows_the_token() -> None:
    invitation = invite()
    token = letter_for(invitation).split("/")[2]
    invitation.refresh_from_db()

    assert bytes(invitation.token_hash or b"") == hash_of(token)
    assert token not in str(list(Invitation.objects.values()))
    assert [job.args for job in jobs_for(invitation)] == [{"invitation": str(invitation.pk)}]
    assert token not in str(list(ProcrastinateJob.objects.values("args")))


def test_looking_does_not_use_it_up_and_confirming_does(
    client: Client, joined: list[tuple[str, str]]
) -> None:
    path = letter_for(invite())

    looks = [client.get(path).status_code, client.head(path).status_code]
    before = list(joined)
    answer = client.post(path, {"name": "Eva Malá"})

    assert (looks, before) == ([200, 200], [])
    assert (answer.status_code, answer["Location"]) == (302, "/about/")
    assert joined == [("Žilina", "eva@zilina.example")]
    assert client.session["_auth_user_id"] == str(User.objects.get(name="Eva Malá").pk)
    assert Client().get(path).status_code == 410
    assert Client().post(path, {"name": "Again"}).status_code == 410


@pytest.mark.parametrize("fate", ["expired", "withdrawn", "never sent"])
def test_a_worthless_invitation_looks_like_one_that_never_was(client: Client, fate: str) -> None:
    invitation = invite()
    path = letter_for(invitation) if fate != "never sent" else "/invitations/" + "x" * 22 + "/"
    if fate == "expired":
        past = timezone.now() - dt.timedelta(seconds=1)
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=past)
    else:
        actions.withdraw(invitation)

    assert client.get(path).status_code == 410
    assert client.post(path, {"name": "Eva"}).status_code == 410
    assert not User.objects.exists()


def test_somebody_else_cannot_accept_it(joined: list[tuple[str, str]]) -> None:
    path = letter_for(invite())
    stranger = signed_in(person(email="else@zilina.example"))

    assert b"somebody else" in stranger.post(path).content
    assert joined == []


def test_a_recipient_with_an_account_signs_in_first(joined: list[tuple[str, str]]) -> None:
    who = person(email="eva@zilina.example")
    path = letter_for(invite())

    stranger = Client().post(path, {"name": "Eve"})
    before = list(joined)
    signed_in(who).post(path)

    assert stranger["Location"].startswith("/account/login/?next=/invitations/")
    assert (before, joined) == ([], [("Žilina", "eva@zilina.example")])


def test_an_operator_invites_the_first_secretary(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    options = build_parser().parse_args(["invite", "Eva@Zilina.example", "--role", "secretariat"])
    options.run(options)
    path = letter_for(Invitation.objects.get())

    answer = client.post(path, {"name": "Eva Malá"})

    assert capsys.readouterr().out == "The worker sends eva@zilina.example a letter.\n"
    assert (answer["Location"], User.objects.get().network_role) == ("/account/2fa/", "secretariat")


def test_a_new_person_gives_a_name(client: Client) -> None:
    answer = client.post(letter_for(invite()), {"name": " "})

    assert answer.status_code == 200
    assert b"error-summary" in answer.content
