"""The welcome, and what a rater can choose: group, own address, digits, declining, a shared computer, another 360."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.letters import Letter, open_letter
from ninefold.accounts.locks import key_of
from ninefold.accounts.outbox import Message
from ninefold.feedback.actions.answers import lock_with_code, move_invitation, save_answers
from ninefold.feedback.actions.mailings import remind_raters
from ninefold.feedback.models import Assessment, Rater, RaterState
from ninefold.feedback.queries.open_answers import CODE, DECLINED, MOVED_TO, STANDING
from tests.feedback.coming_in import come_in, link_to, path_of, told
from tests.feedback.made import make_open, raters_of
from tests.feedback.reading import words_at
from tests.house.pages import Page
from tests.world import NOON, World


def letters_about(assessment: Assessment) -> list[Letter]:
    """The mails that wait, the last written first."""
    lock = assessment.key_name
    key = key_of(lock)
    assert key is not None
    return [open_letter(row.sealed, key, lock) for row in Message.objects.filter(lock=lock).order_by("-pk")]


# The welcome


def test_the_welcome_says_who_asks_what_for_until_when_and_how_long_it_takes(rater: Rater, phone: Client) -> None:
    text = words_at(phone, path_of(rater))
    assert "Ada Okafor asks for your feedback" in text
    assert "closes at the end of Monday 30 March" in text
    assert "about 6 minutes" in text
    assert "about 20 minutes" in text
    assert "never for pay, discipline or selection" in text


def test_a_protected_rater_is_promised_what_is_kept_and_told_what_cannot_be(rater: Rater, phone: Client) -> None:
    text = words_at(phone, path_of(rater))
    assert "only ever shown added up with those of at least two other people" in text
    assert "Until the questionnaire closes, only you can open your answers." in text
    assert "your answers are deleted" in text
    assert "Somebody may recognise how you write, or what you tell." in text
    assert "If somebody else in your group tells what they put" in text
    assert "danger to a person or a crime" in text


def test_a_line_manager_is_told_first_that_their_answers_are_shown_as_theirs(assessment: Assessment) -> None:
    manager = raters_of(assessment, "line_manager")[0]
    text = words_at(come_in(manager), path_of(manager))
    assert text.index("Your answers are shown as those of the line manager") < text.index("Until the questionnaire")
    assert "added up" not in text


def test_it_says_whom_to_ask_and_where_to_speak_up(rater: Rater, phone: Client, assessment: Assessment) -> None:
    home = assessment.home
    assert home is not None
    text = words_at(phone, path_of(rater))
    assert home.ask_name in text
    assert home.ask_email in text
    assert home.speak_up.partition(":")[0] in text


# The group


def test_the_group_is_mended_before_the_first_answer_and_frozen_after(rater: Rater, phone: Client) -> None:
    assert "Ada Okafor manages you." in words_at(phone, path_of(rater))
    phone.post(path_of(rater, "group/"), {"group": "peer"})
    rater.refresh_from_db()
    assert rater.group == "peer"
    assert "as a colleague of similar standing" in words_at(phone, path_of(rater))
    save_answers(rater=rater, given={"care.b1": "2"})
    assert "Change my group" not in words_at(phone, path_of(rater))
    refused = phone.post(path_of(rater, "group/"), {"group": "other"})
    assert refused.status_code == 422
    assert "You have answered already" in refused.content.decode()
    rater.refresh_from_db()
    assert rater.group == "peer"


@pytest.mark.parametrize("group", ["self", "", "nobody"])
def test_nobody_counts_as_the_participant_or_in_no_group(rater: Rater, phone: Client, group: str) -> None:
    assert phone.post(path_of(rater, "group/"), {"group": group}).status_code == 422
    rater.refresh_from_db()
    assert rater.group == "direct_report"


# An address of one's own


def test_the_invitation_moves_to_an_own_address_and_nobody_is_told(
    rater: Rater, phone: Client, assessment: Assessment
) -> None:
    elsewhere, earlier, entries = come_in(rater), link_to(rater), AuditEntry.objects.count()
    moved = phone.post(path_of(rater, "address/"), {"email": "bea@home.example"})
    assert moved.headers["Location"] == path_of(rater, "?note=moved")
    (letter, *_rest) = letters_about(assessment)
    rater.refresh_from_db()
    assert letter.to == "bea@home.example"
    assert link_to(rater) in letter.mail.text
    assert letter.mail.mark == f"rater-{rater.pk}-1"
    assert told(rater, MOVED_TO)[MOVED_TO] == "bea@home.example"
    # This browser goes on, every other one and the earlier link are dead.
    assert phone.get(path_of(rater)).status_code == 200
    assert elsewhere.get(path_of(rater)).status_code == 410
    assert phone.get(f"/r/{earlier}/").status_code == 404
    # What the participant sees is as before, and the trail knows nothing.
    assert (rater.email, rater.state) == ("bea.direct_report@trent.example", RaterState.OPENED)
    assert AuditEntry.objects.count() == entries


def test_later_mail_goes_to_the_own_address(rater: Rater, phone: Client, assessment: Assessment, world: World) -> None:
    phone.post(path_of(rater, "address/"), {"email": "bea@home.example"})
    Message.objects.all().delete()
    remind_raters(assessment=assessment, by=world.participant, at=NOON + timedelta(days=5))
    addresses = {letter.to for letter in letters_about(assessment)}
    assert "bea@home.example" in addresses
    assert rater.email not in addresses


def test_an_address_that_is_none_is_refused_and_the_link_lives_on(rater: Rater, phone: Client) -> None:
    refused = phone.post(path_of(rater, "address/"), {"email": "bea at home"})
    assert refused.status_code == 422
    assert 'value="bea at home"' in refused.content.decode()
    assert Client().get(f"/r/{link_to(rater)}/").status_code == 200


def test_nobody_is_pestered_with_links(rater: Rater, phone: Client, assessment: Assessment) -> None:
    Message.objects.all().delete()
    statuses = [phone.post(path_of(rater, "address/"), {"email": "a@b.example"}).status_code for _ in range(6)]
    assert statuses == [302] * 4 + [422] * 2
    assert len(letters_about(assessment)) == 4


# Four digits


@pytest.mark.parametrize("typed", ["", "12", "12345", "12a4", "\uff14071"])
def test_digits_are_four(rater: Rater, phone: Client, typed: str) -> None:
    assert phone.post(path_of(rater, "code/"), {"code": typed}).status_code == 422
    assert told(rater, CODE) == {}


def test_digits_can_be_removed_only_where_some_are_set(rater: Rater, phone: Client) -> None:
    assert "Remove the digits" not in words_at(phone, path_of(rater, "code/"))
    phone.post(path_of(rater, "code/"), {"code": "4071"})
    assert "Remove the digits" in words_at(phone, path_of(rater, "code/"))
    assert "Change or remove my four digits" in words_at(phone, path_of(rater))


# Declining


def test_to_decline_asks_no_reason_tells_nobody_and_can_be_thought_over(rater: Rater, phone: Client) -> None:
    page = Page(phone.get(path_of(rater, "decline/")).content.decode())
    assert not [values for tag, values in page.tags if tag == "textarea" or values.get("type") == "text"]
    entries, mails = AuditEntry.objects.count(), Message.objects.count()
    phone.post(path_of(rater, "decline/"))
    assert told(rater, STANDING) == {STANDING: DECLINED}
    rater.refresh_from_db()
    assert rater.state == RaterState.OPENED
    assert (AuditEntry.objects.count(), Message.objects.count()) == (entries, mails)
    assert "You have declined." in words_at(phone, path_of(rater))
    phone.post(path_of(rater, "take-back/"))
    assert told(rater, STANDING) == {STANDING: ""}
    assert "You have declined." not in words_at(phone, path_of(rater))


# A shared computer


def test_on_a_shared_computer_every_page_has_a_button_that_leaves_nothing(rater: Rater, phone: Client) -> None:
    assert "Leave this computer clean" not in words_at(phone, path_of(rater))
    phone.post(path_of(rater, "shared/"))
    for page in ("", "care/", "check/", "group/", "address/", "code/", "decline/"):
        assert "Leave this computer clean" in words_at(phone, path_of(rater, page))
    assert "Leave this computer clean" in words_at(phone, "/feedback/")
    assert "data-save-to" in phone.get(path_of(rater, "care/")).content.decode()
    assert 'autocomplete="off"' in phone.get(path_of(rater, "care/")).content.decode()
    left = phone.post("/feedback/leave/")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert left.cookies["sessionid"]["max-age"] == left.cookies["csrftoken"]["max-age"] == 0
    assert phone.get(left.headers["Location"]).status_code == 200
    assert phone.get(path_of(rater)).status_code == 403
    assert told(rater, "care.level") == {}
    assert come_in(rater).get(path_of(rater)).status_code == 200


def test_on_a_shared_computer_sending_leaves_nothing_behind_by_itself(rater: Rater, phone: Client) -> None:
    phone.post(path_of(rater, "shared/"))
    sent = phone.post(path_of(rater, "check/"), {"confirm": "on"})
    assert sent.headers["Location"] == "/feedback/left/?in=en-gb&sent=1"
    assert sent.headers["Clear-Site-Data"]
    assert "Your answers are sent" in words_at(phone, sent.headers["Location"])
    assert phone.get(path_of(rater)).status_code == 403
    assert told(rater, STANDING) == {STANDING: "sent"}


def test_no_page_may_be_kept_by_the_browser(rater: Rater, phone: Client) -> None:
    assert phone.get(path_of(rater, "care/")).headers["Cache-Control"] == "no-store"


# Who else has asked


@pytest.fixture
def other(rater: Rater, world: World) -> Rater:
    """The same person, asked by somebody else."""
    return next(one for one in raters_of(make_open(world, participant=world.payer)) if one.mailbox == rater.mailbox)


def test_all_who_asked_the_same_mailbox_stand_on_one_page_and_open_there(
    rater: Rater, phone: Client, other: Rater
) -> None:
    assert "One more person has asked for your feedback." in words_at(phone, path_of(rater))
    text = words_at(phone, "/feedback/")
    assert "Ada Okafor" in text
    assert "Wen Li" in text
    assert phone.get(path_of(other)).status_code == 403
    assert phone.post("/feedback/", {"rater": other.pk}).headers["Location"] == path_of(other)
    assert phone.get(path_of(other)).status_code == 200
    other.refresh_from_db()
    assert other.state == RaterState.OPENED


def test_one_that_is_locked_asks_for_its_digits(phone: Client, other: Rater) -> None:
    lock_with_code(rater=other, code="4071")
    assert phone.post("/feedback/", {"rater": other.pk}).headers["Location"] == path_of(other, "unlock/")
    assert phone.get(path_of(other)).headers["Location"] == path_of(other, "unlock/")


def test_one_that_was_moved_away_is_not_found_through_the_mailbox_it_left(phone: Client, other: Rater) -> None:
    move_invitation(rater=other, email="bea@home.example")
    assert "Wen Li" not in words_at(phone, "/feedback/")
    assert phone.post("/feedback/", {"rater": other.pk}).status_code == 404
    assert "Ada Okafor" not in words_at(come_in(other), "/feedback/")


def test_what_was_sent_to_another_mailbox_is_not_opened(phone: Client, assessment: Assessment) -> None:
    stranger = raters_of(assessment, "peer")[0]
    assert phone.post("/feedback/", {"rater": stranger.pk}).status_code == 404
    assert phone.post("/feedback/", {"rater": "x"}).status_code == 404
    assert phone.get(path_of(stranger)).status_code == 403


def test_whoever_has_opened_nothing_is_told_so(client: Client) -> None:
    assert client.get("/feedback/").status_code == 403
