"""What the worker does for the room: all that is due, the daily figure, keys of what is over and what it leaves."""

from collections.abc import Callable
from datetime import datetime
from itertools import islice

from django.db import transaction

from ninefold.accounts.sweeping import went_well
from ninefold.core.london import london_date
from ninefold.feedback.actions import cases, goals, pulses
from ninefold.feedback.actions.clearing import CLEAR, clear_databases
from ninefold.feedback.actions.closing import NO_SESSION, close_on_date
from ninefold.feedback.actions.counting import tell_answered
from ninefold.feedback.actions.evaluations import ASK_AFTER, ASK_LATER, ask_after, ask_later
from ninefold.feedback.actions.facilitations import lapse_request
from ninefold.feedback.actions.holding import ask_held_again, count_held
from ninefold.feedback.actions.key_destruction import destroy_keys
from ninefold.feedback.actions.mailings import remind_on_day
from ninefold.feedback.actions.notes import delete_notes
from ninefold.feedback.actions.open_advice import TELL_BOUNCES, advise_participant, tell_bounces
from ninefold.feedback.actions.opening import HOW_ARE_YOU, how_are_you, no_session
from ninefold.feedback.actions.self_assessments import forget_untouched
from ninefold.feedback.actions.timetable import ADVISE, CLOSE, REMIND
from ninefold.feedback.models import Assessment, AssessmentState, Due

__all__ = ["clear_databases", "destroy_keys", "do_what_is_due", "forget_untouched", "tell_answers"]

AT_ONCE = 500  # in one sweep; the next goes on
# What is done when it is due: with the 360, the number of the thing, and the instant.
HANDLERS: dict[str, Callable[[Assessment, int, datetime], None]] = {
    CLOSE: close_on_date,
    REMIND: remind_on_day,
    ADVISE: advise_participant,
    TELL_BOUNCES: tell_bounces,
    cases.LAPSE_REQUEST: lapse_request,
    cases.ASK_HELD_AGAIN: ask_held_again,
    cases.ASK_HELD_LAST: ask_held_again,
    cases.COUNT_HELD: count_held,
    cases.DELETE_NOTES: delete_notes,
    HOW_ARE_YOU: how_are_you,
    NO_SESSION: no_session,
    goals.GOAL: goals.remind_of_goal,
    goals.PULSE_POSSIBLE: goals.tell_pulse_possible,
    pulses.INVITE: pulses.invite_to_pulse,
    pulses.REMIND: pulses.remind_of_pulse,
    pulses.CLOSE: pulses.close_pulse,
    ASK_AFTER: ask_after,
    ASK_LATER: ask_later,
}


def do_what_is_due(at: datetime) -> int:
    """Do everything whose time has come, each once, however late and by however many workers; how many were done.

    One that fails is left for the next sweep, and does not keep the others.
    """
    waiting = Due.objects.filter(due_at__lte=at, done_at__isnull=True).exclude(what=CLEAR).order_by("due_at", "pk")
    done = (_do(number, at) for number in list(waiting.values_list("pk", flat=True)))
    return sum(islice(filter(None, done), AT_ONCE))


def _do(number: int, at: datetime) -> bool:
    """Whether it was done. It is read only now, for what was done before may have ended its 360 or put it off."""
    row = Due.objects.filter(pk=number, due_at__lte=at).select_related("assessment").first()
    return row is not None and bool(went_well(_claim_and_do, row, at))


@transaction.atomic
def _claim_and_do(row: Due, at: datetime) -> bool:
    # Compare and swap: whoever sets it does it, and the change and its effects are kept together or not at all.
    if not Due.objects.filter(pk=row.pk, done_at__isnull=True).update(done_at=at):
        return False
    HANDLERS[row.what](row.assessment, row.number, at)
    return True


def tell_answers(at: datetime) -> int:
    """Work out the daily figure of every open 360 that has none of today; how many there were.

    One that fails is left for the next sweep, and does not keep the others.
    """
    waiting = Assessment.objects.filter(state=AssessmentState.OPEN).exclude(answered_shown_on=london_date(at))
    return sum(went_well(tell_answered, assessment, at) for assessment in waiting)
