"""One thank-you to everybody who was invited: seen before it goes, sent once, the same to all."""

import pytest
from django.test import Client

from ninefold.accounts.outbox import Message
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.goals import NotOpenedYetError
from ninefold.feedback.actions.thanking import LONGEST_THANKS, thank_raters
from ninefold.feedback.models import Assessment, Goal, RaterState
from tests.feedback.coming_in import fields_of
from tests.feedback.followed import OPENED, make_opened, path, set_goal
from tests.feedback.made import make_closed, raters_of
from tests.feedback.reading import browser_of, words_at
from tests.support.post import posted
from tests.world import World

WORDS = "Thank you. I read every word.\nTwice."


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: OPENED)


@pytest.fixture
def assessment(world: World) -> Assessment:
    """A 360 of Ada Okafor whose report was opened, with two goals."""
    opened = make_opened(world)
    set_goal(opened, 1, world.participant)
    set_goal(opened, 2, world.participant, "I sleep.")
    Message.objects.all().delete()
    return opened


@pytest.fixture
def ada(world: World) -> Client:
    """The browser of the participant."""
    return browser_of(world.participant)


def thank(world: World, assessment: Assessment, *goals: int) -> bool:
    return thank_raters(assessment=assessment, text=WORDS, goals=goals, by=world.participant, at=OPENED)


def test_everybody_who_was_invited_gets_the_same_once(world: World, assessment: Assessment) -> None:
    assert thank(world, assessment, 1)
    assert not thank(world, assessment, 1, 2)
    assert Message.objects.count() == len(raters_of(assessment))
    bodies = set()
    for rater in raters_of(assessment):
        (mail,) = posted(rater.email)
        assert mail.subject == "Ada Okafor thanks you for your feedback"
        bodies.add(mail.text.replace(rater.name, "…"))
    (body,) = bodies
    assert "> Thank you. I read every word.\n> Twice." in body
    assert "I ask before I change the rota." in body
    assert "I sleep." not in body
    assert assessment.thanked_at == OPENED
    assert {lock for (lock,) in Message.objects.values_list("lock")} == {""}


def test_a_goal_is_shared_by_being_sent_and_none_has_to_be(world: World, assessment: Assessment) -> None:
    thank(world, assessment, 2)
    assert [goal.shared for goal in Goal.objects.order_by("position")] == [False, True]


def test_who_was_withdrawn_or_has_no_address_gets_nothing(world: World, assessment: Assessment) -> None:
    withdrawn, bounced, on_paper, *_rest = raters_of(assessment)
    for rater, change in (
        (withdrawn, {"state": RaterState.WITHDRAWN}),
        (bounced, {"state": RaterState.BOUNCED}),
        (on_paper, {"email": ""}),
    ):
        assessment.raters.filter(pk=rater.pk).update(**change)
    thank(world, assessment)
    assert posted(withdrawn.email) == []
    assert len(posted(bounced.email)) == 1
    assert Message.objects.count() == len(raters_of(assessment)) - 2


@pytest.mark.parametrize(("text", "said"), [("  \n ", "few words"), ("x" * (LONGEST_THANKS + 1), "1501 characters")])
def test_what_cannot_be_sent_is_refused_with_the_reason(
    world: World, assessment: Assessment, text: str, said: str
) -> None:
    with pytest.raises(NinefoldError, match=said):
        thank_raters(assessment=assessment, text=text, goals=[], by=world.participant, at=OPENED)
    assert not Message.objects.exists()


def test_nobody_thanks_in_the_name_of_another_or_before_the_report(world: World, assessment: Assessment) -> None:
    for name, role in world.roles.items():
        if name != "participant":
            with pytest.raises(NotAllowedError):
                thank_raters(assessment=assessment, text=WORDS, goals=[], by=role, at=OPENED)
    closed = make_closed(world, participant=world.payer)
    with pytest.raises(NotOpenedYetError):
        thank_raters(assessment=closed, text=WORDS, goals=[], by=world.payer, at=OPENED)


def test_it_is_looked_at_changed_and_sent_and_two_presses_send_once(ada: Client, assessment: Assessment) -> None:
    address = path("thanks", assessment)
    look = ada.post(address, {"text": WORDS, "goals": ["1"]})
    page = look.content.decode()
    assert "How your thanks will look" in page
    assert "Thank you. I read every word.<br>Twice." in page
    assert "Send it to all 9 people" in page
    assert not Message.objects.exists()
    kept = fields_of(page)
    assert kept["goals"] == "1"
    again = ada.post(address, {**kept, "change": "yes"}).content.decode()
    assert "Thank you. I read every word.\nTwice.</textarea>" in again
    for _twice in range(2):
        sent = ada.post(address, {**kept, "send": "yes"}, follow=True).content.decode()
        assert "You sent them on 31 March 2026" in sent
    assert Message.objects.count() == 9
    assert "You sent them on 31 March 2026" in words_at(ada, address)
    (mail,) = posted(raters_of(assessment)[0].email)
    for said in ("Ada Okafor writes:", "Dear Bea Line Manager,"):
        assert said in mail.text
        assert said in page


def test_a_faulty_one_says_where_and_keeps_what_was_typed(ada: Client, assessment: Assessment) -> None:
    for text in ("", "x" * (LONGEST_THANKS + 1)):
        response = ada.post(path("thanks", assessment), {"text": text, "goals": ["2"], "send": "yes"})
        assert response.status_code == 422
        page = response.content.decode()
        assert "<title>Error: Thank everybody" in page
        assert 'href="#text"' in page
        assert f"{text}</textarea>" in page
    Goal.objects.filter(position=2).delete()
    gone = ada.post(path("thanks", assessment), {"text": WORDS, "goals": ["2"], "send": "yes"})
    assert gone.status_code == 422
    assert "not there any more" in gone.content.decode()
    assert not Message.objects.exists()


def test_words_are_text_and_never_markup(ada: Client, assessment: Assessment) -> None:
    wild = '<a href="https://elsewhere.example">press</a>'
    page = ada.post(path("thanks", assessment), {"text": wild}).content.decode()
    ada.post(path("thanks", assessment), {"text": wild, "send": "yes"})
    (mail,) = posted(raters_of(assessment)[0].email)
    for html in (page, mail.html):
        assert '<a href="https://elsewhere' not in html
        assert "&lt;a href=" in html
