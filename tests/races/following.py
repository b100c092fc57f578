"""What happens at once after a report was opened, played out by threads; each returns plain values."""

from contextlib import suppress
from typing import Any

from ninefold.accounts.outbox import Message
from ninefold.core.london import closing_instant
from ninefold.feedback.actions.pulses import answer_pulse, close_pulse, start_pulse
from ninefold.feedback.actions.thanking import thank_raters
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.keys.models import SealingKey
from ninefold.feedback.models import Assessment, Goal, OpenAnswer, Pulse, PulseRater
from ninefold.feedback.queries.open_answers import AnsweringEndedError
from tests.feedback.followed import IN_JUNE, OPENED, make_opened, set_goal
from tests.feedback.made import raters_of
from tests.races.scenarios import at_once
from tests.world import make_world


def all_answer_a_pulse_and_it_closes() -> dict[str, Any]:
    """Everybody who is asked answers while the pulse closes; five have answered before."""
    world = make_world()
    assessment = make_opened(world, asked={"line_manager": 1, "peer": 8, "direct_report": 8})
    set_goal(assessment, 1, world.participant)
    start_pulse(assessment=assessment, goals=[1], by=world.participant, at=IN_JUNE)
    do_what_is_due(IN_JUNE)
    asked = list(PulseRater.objects.select_related("pulse__assessment", "rater").order_by("pk"))
    first, rest = asked[:5], asked[5:]
    for one in first:
        answer_pulse(asked=one, given={"1": "0"})
    sent: list[int] = []

    def answer(place: int) -> None:
        with suppress(AnsweringEndedError):
            answer_pulse(asked=rest[place], given={"1": "0"})
            sent.append(rest[place].pk)

    def close() -> None:
        close_pulse(assessment, 0, closing_instant(Pulse.objects.get().closes_on))

    said = at_once(*(lambda place=place: answer(place) for place in range(len(rest))), close)
    shown = Pulse.objects.get().shown
    assert shown is not None
    return {
        "said": [each for each in said if each],
        "sent": len(first) + len(sent),
        "counted": shown[0]["n"],
        "left": OpenAnswer.objects.count(),
        "keys": SealingKey.objects.count(),
    }


def two_send_thanks() -> dict[str, Any]:
    """The participant presses twice at once."""
    world = make_world()
    assessment = make_opened(world)
    Message.objects.all().delete()

    def thank() -> None:
        mine = Assessment.objects.get(pk=assessment.pk)
        thank_raters(assessment=mine, text="Thank you.", goals=[], by=world.participant, at=OPENED)

    said = at_once(thank, thank)
    return {"said": said, "mails": Message.objects.count(), "raters": len(raters_of(assessment))}


def two_save_a_goal() -> dict[str, Any]:
    """And a goal."""
    world = make_world()
    assessment = make_opened(world)

    def save() -> None:
        set_goal(Assessment.objects.get(pk=assessment.pk), 1, world.participant)

    return {"said": at_once(save, save), "goals": Goal.objects.count()}
