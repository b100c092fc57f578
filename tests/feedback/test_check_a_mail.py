"""Whoever wonders about a mail can ask here whether it is genuine."""

from __future__ import annotations

import pytest
from django.test import Client

from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.models import Rater, RaterState
from ninefold.feedback.queries.raters import reference_of
from tests.feedback.made import make_draft, make_open, raters_of
from tests.house.pages import Page
from tests.world import NOON, World

PATH = "/check-a-mail/"


@pytest.fixture
def rater(world: World) -> Rater:
    """Somebody who was invited."""
    return raters_of(make_open(world))[0]


def asked(client: Client, reference: str) -> tuple[int, str]:
    """The status, and the words of the page, for a reference."""
    response = client.post(PATH, {"reference": reference})
    return response.status_code, " ".join(Page(response.content.decode()).words)


def test_a_genuine_reference_is_told_with_whom_it_is_about_and_until_when(client: Client, rater: Rater) -> None:
    genuine = reference_of(rater)
    for typed in (
        genuine,
        f" {genuine.lower()} ",
        genuine.replace("-", ""),
        genuine.replace("-", " – "),
        f"{genuine}.",
    ):
        status, words = asked(client, typed)
        assert status == 200
        assert "Yes, a mail with this reference is from here." in words
        assert "It asks for feedback on Ada Okafor, until the end of Monday 30 March." in words
        assert "Ada" not in words.partition("– Ninefold")[0]


def test_it_opens_nothing(client: Client, rater: Rater) -> None:
    asked(client, reference_of(rater))
    rater.refresh_from_db()
    assert rater.state == RaterState.INVITED
    assert client.get(f"/feedback/{rater.pk}/").status_code == 403
    assert f"/feedback/{rater.pk}" not in client.post(PATH, {"reference": reference_of(rater)}).content.decode()


def test_of_a_360_that_is_over_it_says_so(client: Client, rater: Rater, world: World) -> None:
    cancel_assessment(assessment=rater.assessment, by=world.participant, at=NOON)
    status, words = asked(client, reference_of(rater))
    assert status == 200
    assert "That questionnaire is closed." in words


def test_a_reference_that_we_never_wrote_is_told_with_what_to_do(client: Client, rater: Rater, world: World) -> None:
    nominated = raters_of(make_draft(world, participant=world.payer))[0]
    for wrong in ("1-AAAAAAAAAAAA", "nonsense", f"{rater.pk}-", "\u0661-AAAAAAAAAAAA", reference_of(nominated)):
        status, words = asked(client, wrong)
        assert status == 422
        assert "We never wrote a mail with this reference." in words
        assert words.startswith("Error: ")


def test_an_empty_reference_is_asked_for(client: Client) -> None:
    status, words = asked(client, "")
    assert status == 422
    assert "Enter the reference that is in the mail." in words


def test_guessing_is_counted_and_a_right_reference_is_answered_all_the_same(client: Client, rater: Rater) -> None:
    statuses = [asked(client, f"{number}-AAAAAAAAAAAA")[0] for number in range(21)]
    assert statuses == [422] * 20 + [429]
    assert asked(client, reference_of(rater))[0] == 200
