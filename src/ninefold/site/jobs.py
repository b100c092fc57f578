"""Work that the worker does in the background: every room's jobs, and how often each is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session

from ninefold.academy.actions.announcing import tell_of_dates
from ninefold.academy.actions.interest import forget_interest
from ninefold.academy.actions.online_meetings import keep_meetings
from ninefold.academy.jobs.attendance import forget_attendance
from ninefold.academy.jobs.bookings import forget_links, let_offers_lapse, tell_bookings
from ninefold.academy.jobs.register import remind_of_standing
from ninefold.accounts.jobs import chain_trail, forget_mail, read_bounces, send_due
from ninefold.accounts.limits import forget_failures
from ninefold.feedback.actions.cases import THE_PROGRAM
from ninefold.feedback.actions.retention import delete_ripe
from ninefold.feedback.jobs import clear_databases, destroy_keys, do_what_is_due, forget_untouched, tell_answers
from ninefold.site.models import WorkerPulse


@dataclass(frozen=True)
class Job:
    """A sweep over due rows. `run(at)` returns how many it did; to run it twice must do no harm."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]


def forget_ended_sessions(at: datetime) -> int:
    """Delete browser sessions that have ended, and what was in them."""
    deleted, _ = Session.objects.filter(expire_date__lt=at).delete()
    return deleted


def delete_for_age(at: datetime) -> int:
    """Delete what is kept long enough, where a setting says that nobody needs to look first."""
    if not settings.RETENTION_DAILY:
        return 0
    return sum(count for _rule, count in delete_ripe(by=THE_PROGRAM, at=at))


def forget_old_pulses(at: datetime) -> int:
    """Delete the pulses of workers that have been gone for a day."""
    deleted, _ = WorkerPulse.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()
    return deleted


JOBS = (
    Job("send mail", timedelta(0), send_due),
    Job("let offers of places lapse", timedelta(minutes=1), let_offers_lapse),
    Job("tell of new dates", timedelta(0), tell_of_dates),
    Job("tell of bookings", timedelta(0), tell_bookings),
    Job("keep online meetings", timedelta(minutes=1), keep_meetings),
    Job("forget who was in meetings", timedelta(hours=6), forget_attendance),
    Job("forget links", timedelta(hours=1), forget_links),
    Job("do what is due in 360s", timedelta(minutes=1), do_what_is_due),
    Job("destroy keys of what is over", timedelta(minutes=1), destroy_keys),
    Job("clear databases of what was deleted", timedelta(minutes=1), clear_databases),
    Job("chain the trail", timedelta(minutes=1), chain_trail),
    Job("tell how many answered", timedelta(minutes=10), tell_answers),
    Job("read delivery reports", timedelta(minutes=1), read_bounces),
    Job("forget mail", timedelta(hours=1), forget_mail),
    Job("forget failures", timedelta(minutes=10), forget_failures),
    Job("forget untouched self-assessments", timedelta(minutes=10), forget_untouched),
    Job("forget ended sessions", timedelta(minutes=10), forget_ended_sessions),
    Job("remind of standing", timedelta(hours=6), remind_of_standing),
    Job("delete what is old enough", timedelta(days=1), delete_for_age),
    Job("forget interest", timedelta(hours=6), forget_interest),
    Job("forget old pulses", timedelta(hours=1), forget_old_pulses),
)
