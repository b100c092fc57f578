"""Whether somebody answered is on no page, and a comment on none but those it is for: every address, as everybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.failures import Failures
from ninefold.accounts.models import Role
from ninefold.feedback.actions.answers import (
    decline,
    lock_with_code,
    move_invitation,
    open_invitation,
    save_answers,
    send_answers,
    take_back,
)
from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.actions.counting import tell_answered
from ninefold.feedback.actions.opening import open_all
from ninefold.feedback.models import Assessment, Facilitation
from tests.feedback.made import answer, answers_for, make_open, raters_of, take_on
from tests.house import rows
from tests.house.addresses import Address
from tests.house.pages import ADDRESSES
from tests.world import World

# What is new in every page, for its form alone.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
COMMENT = "Zinnias thrive where the matron waters quince."
STRANGER = "a stranger"


@pytest.fixture
def case(world: World) -> Facilitation:
    """The part of Felix Achterberg in an open 360 of Ada Okafor, whose link everybody has opened."""
    assessment = make_open(world, at=timezone.now() - timedelta(days=1))
    for rater in raters_of(assessment):
        open_invitation(rater=rater)
    return take_on(assessment, world.facilitator, timezone.now())


def _path(name: str, address: Address, case: Facilitation) -> str:
    """An address of the site, with the number of this 360, of this case, of a rater or of the participant in it."""
    rater = raters_of(case.assessment, "peer")[0].pk
    number = rater if address.stranger == 403 else case.assessment_id
    if address.made in (rows.a_case, rows.her_number):
        number = case.pk if address.made is rows.a_case else case.assessment.participant_id
    numbers = {"pk": number, "rater": rater, "position": 1}
    return reverse(name, kwargs={part: numbers.get(part, value) for part, value in address.parts.items()})


def _walk(world: World, case: Facilitation) -> Mapping[tuple[str, str], tuple[int, bytes]]:
    """What everybody gets at every address: the status and what the page says."""
    Failures.objects.all().delete()  # too many wrong links are refused, whoever tries them
    paths = [_path(name, address, case) for name, address in ADDRESSES.items()]
    shown: dict[tuple[str, str], tuple[int, bytes]] = {}
    for called, role in {**world.roles, STRANGER: None}.items():
        browser = _browser_of(role)
        for path in paths:
            response = browser.get(path)
            content = b"".join(response) if response.streaming else response.content
            shown[called, path] = (response.status_code, TOKEN.sub(b"", content))
    return shown


def _browser_of(role: Role | None) -> Client:
    browser = Client()
    if role is not None:
        browser.force_login(role.person)
    return browser


def _let_them_answer(assessment: Assessment) -> None:
    """One thing each that a rater can do: send, begin, decline, take back, lock, move the invitation."""
    sent, begun, declined, taken_back, locked, moved, *others = raters_of(assessment)
    for rater in (sent, taken_back, *others):
        answer(rater, 1, COMMENT)
    take_back(rater=taken_back)
    save_answers(rater=begun, given=answers_for(assessment, 4))
    decline(rater=declined)
    lock_with_code(rater=locked, code="4071")
    move_invitation(rater=moved, email="somebody@elsewhere.example")


def _differing(one: Mapping[tuple[str, str], object], other: Mapping[tuple[str, str], object]) -> list[tuple[str, str]]:
    return [where for where, shown in one.items() if other[where] != shown]


def test_before_the_close_no_page_of_anybody_differs_by_who_has_answered_or_what(
    world: World, case: Facilitation
) -> None:
    before = _walk(world, case)
    _let_them_answer(case.assessment)
    assert _differing(before, _walk(world, case)) == []
    # The daily figure is what differs, so this walk would see it, and it reads the pages of those who are told.
    tell_answered(case.assessment, timezone.now() + timedelta(days=1))
    told = {called for called, _path in _differing(before, _walk(world, case))}
    assert told == {"participant", "facilitator", "trent_lead", "midlands_lead"}


def test_a_comment_is_read_by_the_facilitator_from_the_close_and_by_the_participant_once_it_is_opened(
    world: World, case: Facilitation
) -> None:
    assessment = case.assessment
    for rater in raters_of(assessment):
        save_answers(rater=rater, given=answers_for(assessment, 3, COMMENT))
        send_answers(rater=rater)
    closed_at = timezone.now() + timedelta(days=40)
    close_on_date(assessment, 0, closed_at)
    case.refresh_from_db()
    assert _readers(world, case) == {"facilitator"}
    open_all(facilitation=case, by=world.facilitator, at=closed_at, happening_now=True)
    assert _readers(world, case) == {"facilitator", "participant"}


def _readers(world: World, case: Facilitation) -> set[str]:
    """To whom any page, or file of text, says what was written."""
    return {called for (called, _path), (_status, page) in _walk(world, case).items() if COMMENT.encode() in page}
