"""The mails that bring a rater their link: they look like what they are, and can be checked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ninefold.accounts.mail import Mail
from ninefold.feedback.actions.answers import save_answers
from ninefold.feedback.emails.invitations import invitation, moved, reminder
from ninefold.feedback.models import Rater
from ninefold.feedback.queries.raters import reference_of
from tests.feedback.coming_in import link_to
from tests.feedback.made import answer, make_open, raters_of
from tests.house.test_words import rejected
from tests.world import NOON, World


@pytest.fixture
def rater(world: World) -> Rater:
    """One of the people whom the participant manages."""
    return raters_of(make_open(world), "direct_report")[0]


def every_mail(rater: Rater) -> list[Mail]:
    return [invitation(rater, "LINK", NOON), reminder(rater, "LINK", 7, NOON), moved(rater, "LINK", NOON)]


def plain(mail: Mail) -> str:
    return " ".join(mail.text.split())


def test_the_name_of_who_asks_is_in_the_subject_and_what_to_know_in_the_text(rater: Rater) -> None:
    mail = invitation(rater, "LINK", NOON)
    assert mail.subject == "Ada Okafor asks for your feedback"
    text = plain(mail)
    assert f"Dear {rater.name}," in text
    assert "Ada Okafor told you to expect this mail." in text
    assert "closes at the end of Monday 30 March" in text
    assert "about 6 minutes" in text
    assert "Ratings are only ever shown added up with those of at least two other people." in text
    assert "no reason is asked, and nobody is told" in text


def test_every_mail_writes_the_address_out_and_says_how_to_check_it_and_whom_to_ask(rater: Rater) -> None:
    home = rater.assessment.home
    assert home is not None
    for mail in every_mail(rater):
        lines = mail.text.splitlines()
        assert "http://localhost:8000/r/LINK/" in lines
        assert "http://localhost:8000/check-a-mail/" in lines
        assert f"Reference: {reference_of(rater)}" in lines
        assert home.ask_email in mail.text
        assert f"{home.ask_name} answers questions" in plain(mail)
        assert mail.html.count('href="http://localhost:8000/r/LINK/"') == 2
        assert mail.mark == f"rater-{rater.pk}-0"


def test_a_line_manager_is_told_that_their_answers_are_shown_as_theirs(rater: Rater) -> None:
    rater.group = "line_manager"
    text = plain(invitation(rater, "LINK", NOON))
    assert "what a line manager answers is shown as theirs" in text
    assert "added up" not in text


def test_a_reminder_says_the_same_to_who_has_begun_who_has_sent_and_who_has_not(rater: Rater) -> None:
    before = reminder(rater, "LINK", 7, NOON)
    save_answers(rater=rater, given={"care.level": "2"})
    begun = reminder(rater, "LINK", 7, NOON)
    answer(rater)
    assert before == begun == reminder(rater, "LINK", 7, NOON)


def test_the_last_reminder_says_that_it_closes_tomorrow(rater: Rater) -> None:
    last = reminder(rater, "LINK", 27, NOON + timedelta(days=27))
    assert last.subject == "Closes tomorrow: your feedback on Ada Okafor"
    assert reminder(rater, "LINK", 7, NOON).subject == "A reminder: your feedback on Ada Okafor, until Monday 30 March"


def test_where_nobody_is_named_to_ask_the_mail_says_nothing_of_it(rater: Rater) -> None:
    home = rater.assessment.home
    assert home is not None
    home.ask_name = home.ask_email = ""
    assert "answers questions" not in plain(invitation(rater, "LINK", NOON))


def test_a_name_cannot_break_the_head_of_a_mail_or_its_page(rater: Rater) -> None:
    rater.assessment.participant.name = "Ada\r\nBcc: all@example.org <b>"
    mail = invitation(rater, "LINK", NOON)
    assert mail.subject == "Ada Bcc: all@example.org <b> asks for your feedback"
    assert "<b>" not in mail.html


def test_the_words_are_those_of_the_field(rater: Rater) -> None:
    for mail in every_mail(rater):
        assert rejected(mail.subject + mail.text) == []


def test_the_link_in_the_mail_opens_the_door(rater: Rater) -> None:
    assert f"/r/{link_to(rater)}/" in invitation(rater, link_to(rater), NOON).text
