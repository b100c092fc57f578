"""An online meeting in Teams for a CPD session, in place of a link that is entered by hand."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.bookings import lock
from ninefold.academy.actions.cpd_sessions import tell_of_change
from ninefold.academy.models import CpdSession, CpdSessionState
from ninefold.academy.policies.cpd_sessions import check_can_run
from ninefold.academy.teams import Meeting, ask_for_meeting
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError


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


@transaction.atomic
def _keep(session: CpdSession, meeting: Meeting, by: By, at: datetime) -> None:
    locked = lock(session)
    _check(locked, at)
    if (locked.starts_at, locked.minutes) != (session.starts_at, session.minutes):
        raise NinefoldError(_("It was moved in this very moment. Please try again, for its new time."))
    before = (locked.starts_at, locked.minutes, locked.online_link, locked.title)
    locked.online_link, locked.meeting_id = meeting.link, meeting.number
    locked.save(update_fields=["online_link", "meeting_id"])
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
