"""An online meeting in Teams for a CPD session, in place of a link that is entered by hand; it follows when that moves.

The worker moves and deletes it, so that nobody waits for Microsoft and nothing fails where that does not answer: what
the meeting was last said to be is kept with it, and as long as that is another thing, it is tried again.
"""

import logging
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.bookings import lock
from ninefold.academy.actions.cpd_sessions import tell_of_change
from ninefold.academy.models import CpdSession, CpdSessionState
from ninefold.academy.policies.cpd_sessions import check_can_run
from ninefold.academy.queries.online_meetings import meeting_is_behind, what_meeting_is
from ninefold.academy.teams import (
    Meeting,
    TeamsAwayError,
    TeamsError,
    ask_for_meeting,
    delete_meeting,
    move_meeting,
)
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By, Operator
from ninefold.core.errors import NinefoldError
from ninefold.core.teams_account import TeamsAccount

log = logging.getLogger(__name__)
TRIED_FOR = timedelta(days=30)
"""So long after its end, or after it was cancelled, a meeting that cannot be changed is left as it is."""


def make_online_meeting(*, session: CpdSession, by: By, at: datetime) -> None:
    """Have a meeting made for the day and time of this CPD session, and keep its link, of which who has a place hears.

    Raises NinefoldError where that cannot be: it has a link, or no date, or the service refuses. Then all stays.
    """
    check_can_run(by, session)
    if settings.TEAMS is None:
        raise NinefoldError(_("This site does not make meetings in Microsoft Teams. Please enter a link by hand."))
    session.refresh_from_db()
    _check(session, at)
    assert session.starts_at is not None  # as was checked
    assert session.ends_at is not None
    # Asked for outside of a transaction: on SQLite nobody could write until another site has answered.
    meeting = ask_for_meeting(
        settings.TEAMS, name=_name(session), title=session.title, starts_at=session.starts_at, ends_at=session.ends_at
    )
    _keep(session, meeting, by, at)


def keep_meetings(at: datetime) -> int:
    """Move the meetings of CPD sessions that were moved, and delete those of cancelled ones; how many there were.

    What fails waits for the next sweep. Where Microsoft answers nothing at all, so does the rest.
    """
    account: TeamsAccount | None = settings.TEAMS
    if account is None:
        return 0
    done = 0
    for session in _with_meeting(at):
        try:
            done += _follow(account, session, at)
        except TeamsAwayError:
            break  # it has been logged, and each further one would wait as long
        except TeamsError as trouble:
            log.warning("The meeting of CPD session %s stays as it was for now: %s", session.pk, trouble)
    return done


def _with_meeting(at: datetime) -> list[CpdSession]:
    """Those whose meeting is behind, and those that were cancelled with one."""
    made = CpdSession.objects.get_queryset().exclude(meeting_id="").order_by("pk")
    moved = made.filter(state__in=(CpdSessionState.DRAFT, CpdSessionState.ANNOUNCED), starts_at__gt=at)
    cancelled = made.filter(state=CpdSessionState.CANCELLED, cancelled_at__gt=at - TRIED_FOR)
    return [*filter(meeting_is_behind, moved), *cancelled]


def _follow(account: TeamsAccount, session: CpdSession, at: datetime) -> bool:
    """Ask outside of a transaction, as for the making; then keep what was said, unless it has another meeting now."""
    if session.state == CpdSessionState.CANCELLED:
        delete_meeting(account, session.meeting_id)  # where it is gone already, nothing is to be done
        return _note(session, what="delete online meeting", at=at, meeting_id="", meeting_for="")
    assert session.starts_at is not None  # or it is not among them
    assert session.ends_at is not None
    times = {"starts_at": session.starts_at, "ends_at": session.ends_at}
    if not move_meeting(account, session.meeting_id, title=session.title, **times):
        log.error("Teams does not find the meeting of CPD session %s. It needs another link to join.", session.pk)
    # As it was when that was asked: if it was moved again since, it is behind, and the next sweep goes on.
    return _note(session, what="move online meeting", at=at, meeting_for=what_meeting_is(session))


@transaction.atomic
def _note(session: CpdSession, *, what: str, at: datetime, **kept: str) -> bool:
    same = CpdSession.objects.filter(pk=session.pk, meeting_id=session.meeting_id)
    if not same.update(**kept):
        return False
    record(by=Operator("program", is_program=True), at=at, what=what, on=session)
    return True


@transaction.atomic
def _keep(session: CpdSession, meeting: Meeting, by: By, at: datetime) -> None:
    locked = lock(session)
    _check(locked, at)
    if (locked.starts_at, locked.minutes) != (session.starts_at, session.minutes):
        raise NinefoldError(_("It was moved in this very moment. Please try again, for its new time."))
    before = (locked.starts_at, locked.minutes, locked.online_link, locked.title)
    locked.online_link, locked.meeting_id = meeting.link, meeting.number
    locked.meeting_for = what_meeting_is(locked) if meeting.is_new else ""
    locked.save(update_fields=["online_link", "meeting_id", "meeting_for"])
    if locked.state == CpdSessionState.ANNOUNCED:
        tell_of_change(locked, before, at)
    record(by=by, at=at, what="make online meeting", on=locked)
    session.refresh_from_db()


def _check(session: CpdSession, at: datetime) -> None:
    if session.state not in (CpdSessionState.DRAFT, CpdSessionState.ANNOUNCED):
        raise NinefoldError(_("This CPD session is over or cancelled, so it needs no link."))
    if session.starts_at is None:
        raise NinefoldError(_("Give it a day and a time first: a meeting is made for that."))
    if session.starts_at <= at:
        raise NinefoldError(_("It has begun, so no meeting is made for it any more. Please enter a link by hand."))
    if session.online_link:
        raise NinefoldError(_("It has a link to join. To have another made, remove that one and save first."))


def _name(session: CpdSession) -> str:
    """What its meeting is called at Microsoft: the same however often it is asked for, another once it has moved."""
    return f"cpd-session-{session.pk}-{session.calendar_number}@{urlsplit(settings.SITE_ADDRESS).hostname}"
