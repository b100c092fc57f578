"""Between the last day of a questionnaire and its close: each page says what is being done, since when, and no more."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.core.london import closing_instant
from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.actions.pulses import close_pulse, start_pulse
from ninefold.feedback.keys.custody import destroy_secret
from ninefold.feedback.models import Assessment, Pulse
from ninefold.feedback.queries.being_closed import assessment_being_closed, pulse_being_closed
from ninefold.feedback.queries.waiting import waiting_for
from tests.feedback.followed import IN_JUNE, make_opened, path, set_goal
from tests.feedback.made import let_answer, make_open, raters_of, take_on
from tests.feedback.reading import Answered, browser_of, words
from tests.world import World

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
MINUTE = timedelta(minutes=1)


@pytest.fixture
def over(world: World) -> Assessment:
    """A 360 whose last day is over, and that no worker has closed yet."""
    assessment = make_open(world, at=timezone.now() - timedelta(days=40))
    take_on(assessment, world.facilitator)
    return assessment


def told(page: Answered) -> str:
    return TOKEN.sub("", page.content.decode())


def pages_of(world: World, over: Assessment) -> list[tuple[Client, str]]:
    """Every page on which this 360 is met, each in the browser of somebody who meets it there."""
    facilitation = over.facilitations.get()
    participant, facilitator = browser_of(world.participant), browser_of(world.facilitator)
    lead = browser_of(world.trent_lead)
    return [
        (participant, f"/360/{over.pk}/"),
        (facilitator, f"/facilitating/{facilitation.pk}/"),
        (lead, f"/programme/{over.pk}/"),
    ]


def test_its_participant_facilitator_and_lead_read_what_is_done_and_since_when(world: World, over: Assessment) -> None:
    for browser, address in pages_of(world, over):
        page = browser.get(address)
        assert 'data-waiting="closing"' in page.content.decode(), address
        assert "23:59. That is longer than usual. Nothing is lost" in words(page), address
        assert "Look again" in words(page)
        assert "ui/waiting.js" in page.content.decode()
    for browser, address in ((browser_of(world.participant), "/360/"), (browser_of(world.trent_lead), "/programme/")):
        assert "being worked out" in words(browser.get(address)) or "is being closed" in words(browser.get(address))


def test_the_same_stands_there_after_a_reload_and_is_gone_once_it_is_closed(world: World, over: Assessment) -> None:
    let_answer(over)
    pages = pages_of(world, over)
    for browser, address in pages:
        assert told(browser.get(address)) == told(browser.get(address))
    close_on_date(over, 0, timezone.now())
    for browser, address in pages:
        assert "data-waiting" not in browser.get(address).content.decode(), address
    assert "The questionnaire is closed" in words(pages[0][0].get(pages[0][1]))


def test_no_page_differs_by_who_has_answered(world: World, over: Assessment) -> None:
    pages = pages_of(world, over)
    before = [told(browser.get(address)) for browser, address in pages]
    let_answer(over, raters_of(over)[:7])
    assert [told(browser.get(address)) for browser, address in pages] == before


def test_a_questionnaire_with_too_few_answers_says_the_same_until_its_date_has_moved(
    world: World, over: Assessment
) -> None:
    browser, address = pages_of(world, over)[0]
    assert "Your questionnaire is being closed" in words(browser.get(address))
    close_on_date(over, 0, timezone.now())
    assert "Your 360 is open" in words(browser.get(address))


def test_one_whose_key_is_lost_says_that_and_waits_for_nothing(world: World, over: Assessment) -> None:
    destroy_secret(over.key_name)
    browser, address = pages_of(world, over)[0]
    page = browser.get(address)
    assert "The key to the answers is lost" in words(page)
    assert "data-waiting" not in page.content.decode()


def test_it_is_waited_for_from_the_last_minute_of_the_last_day_and_long_after_ten_minutes(over: Assessment) -> None:
    since = closing_instant(over.closes_on)
    assert assessment_being_closed(over, since - MINUTE) is None
    waits = assessment_being_closed(over, since)
    assert waits is not None
    assert (waits.since, waits.late) == (since, False)
    late = assessment_being_closed(over, since + 11 * MINUTE)
    assert late is not None
    assert late.late
    found = [each.what for each in waiting_for(over, None, set(), since)]
    assert found[0] == "work out what was answered"
    over.state = "closed"
    assert assessment_being_closed(over, since) is None


def test_a_pulse_whose_last_day_is_over_says_so_until_it_is_added_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = make_opened(world)
    set_goal(opened, 1, world.participant)
    start_pulse(assessment=opened, goals=[1], by=world.participant, at=IN_JUNE)
    pulse, browser, address = Pulse.objects.get(), browser_of(world.participant), path("pulse", opened)
    since = closing_instant(pulse.closes_on)
    monkeypatch.setattr("django.utils.timezone.now", lambda: since - MINUTE)
    assert "Colleagues are being asked" in words(browser.get(address))
    monkeypatch.setattr("django.utils.timezone.now", lambda: since + MINUTE)
    page = browser.get(address)
    assert "The answers are being added up" in words(page)
    assert 'data-waiting="closing"' in page.content.decode()
    assert "It takes a minute or two" in words(page)
    close_pulse(opened, 0, since + MINUTE)
    pulse.refresh_from_db()
    assert pulse_being_closed(pulse, since + MINUTE) is None
    assert "data-waiting" not in browser.get(address).content.decode()
