"""Who was at a CPD session: from the meeting's own list or said by a host; counted once, and taken back.

Being there is worth a certificate and a line on the register. Each step locks the CPD session, so that two hosts at
once do what one would.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ninefold.academy.actions.booking_events import note
from ninefold.academy.actions.bookings import end_waiting, lock
from ninefold.academy.actions.certificates import certify_attendance, revoke_certificate
from ninefold.academy.actions.register import count_cpd_session, take_back_counted
from ninefold.academy.models import (
    AttendanceFile,
    Attendee,
    Booking,
    BookingState,
    CpdSession,
    CpdSessionState,
    Evidence,
)
from ninefold.academy.models.bookings import HAD_PLACE
from ninefold.academy.policies.attendance import check_can_count, check_is_not_own
from ninefold.academy.queries.attendance import file_of, present_by_booking, ran
from ninefold.academy.queries.topics import REFRESHER
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Role
from ninefold.accounts.policies import By
from ninefold.accounts.queries import all_addresses_of
from ninefold.core import attendance as rules
from ninefold.core.attendance_file import Joining, read_attendance
from ninefold.core.cpd_lifecycles import BOOKING, CPD_SESSION
from ninefold.core.cpd_lifecycles import BookingState as Stage
from ninefold.core.cpd_lifecycles import CpdSessionState as SessionStage
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import check_move
from ninefold.core.london import london_date

KEPT_FOR = timedelta(days=90)


@transaction.atomic
def read_file(*, session: CpdSession, content: bytes, by: By, at: datetime) -> AttendanceFile:
    """Read the list of the meeting, in place of one read before. The same file again changes nothing.

    Raises AttendanceFileError for what cannot be read as the list of this meeting; then all is as it was.
    """
    check_can_count(by, session)
    locked = _lock_begun(session, at)
    digest = hashlib.sha256(content).hexdigest()
    before = file_of(locked)
    if before is not None and before.digest == digest:
        return before
    _check_open(locked)
    assert locked.starts_at is not None  # it has begun
    assert locked.ends_at is not None
    joinings = read_attendance(content, starts_at=locked.starts_at, ends_at=locked.ends_at)
    if before is not None:
        before.undone_at = at
        before.save(update_fields=["undone_at"])
        before.attendees.all().delete()
    made = AttendanceFile.objects.create(
        session=locked,
        digest=digest,
        content=content,
        read_at=at,
        read_by=by.person if isinstance(by, Role) else None,
        delete_on=london_date(at + KEPT_FOR),
    )
    _find_people(locked, made, joinings)
    record(by=by, at=at, what="read attendance", on=made)
    return made


@transaction.atomic
def confirm_times(*, session: CpdSession, ran_from: datetime, ran_to: datetime, by: By, at: datetime) -> None:
    """Say from when until when it really ran: what is enough is measured by that instead of by the timetable."""
    check_can_count(by, session)
    locked = _lock_begun(session, at)
    _check_open(locked)
    if not timedelta(minutes=5) <= ran_to - ran_from <= timedelta(hours=8):
        raise NinefoldError(_("It should have ended after it began, and within eight hours."))
    assert locked.starts_at is not None
    if abs(ran_from - locked.starts_at) > timedelta(hours=4) or ran_to > at:
        raise NinefoldError(_("It should have run on its day, near the time it was to begin, and be over."))
    locked.ran_from, locked.ran_to = ran_from, ran_to
    locked.save(update_fields=["ran_from", "ran_to"])
    record(by=by, at=at, what="confirm times", on=locked)
    session.refresh_from_db()


@transaction.atomic
def confirm_match(*, attendee: Attendee, booking: Booking | None, by: By, at: datetime) -> None:
    """Say whose booking somebody in the list is, or that it is nobody's."""
    check_can_count(by, attendee.session)
    if booking is not None:
        check_is_not_own(by, booking)
    locked = lock(attendee.session)
    _check_open(locked)
    if not Attendee.objects.filter(pk=attendee.pk).exists():
        raise NinefoldError(_("Another list has been read since. Look at it again."))
    if booking is not None and (booking.session_id != locked.pk or booking.state not in HAD_PLACE):
        raise NinefoldError(_("Choose somebody who had a place in this CPD session."))
    attendee.booking = booking
    attendee.match = Attendee.Match.NOBODY if booking is None else Attendee.Match.CONFIRMED
    attendee.marked_by = by.person if isinstance(by, Role) else None
    attendee.save(update_fields=["booking", "match", "marked_by"])
    record(by=by, at=at, what="match attendance", on=locked, whom=None if booking is None else booking.person)


@transaction.atomic
def mark_present(*, booking: Booking, reason: str, by: By, at: datetime) -> None:
    """Say that somebody was there although the list does not show it, and why. After the count it counts at once."""
    check_can_count(by, booking.session)
    check_is_not_own(by, booking)
    locked = _lock_begun(booking.session, at)
    said = " ".join(reason.split())
    if not said:
        raise NinefoldError(_("Say in a few words how you know that they were there."))
    mine = Booking.objects.select_related("person", "session").get(pk=booking.pk)
    if mine.state not in HAD_PLACE:
        raise NinefoldError(_("%(name)s had no place in this CPD session.") % {"name": mine.person})
    Attendee.objects.update_or_create(
        session=locked,
        booking=mine,
        match=Attendee.Match.BY_HAND,
        defaults={
            "name": mine.person.name,
            "reason": said[:500],
            "marked_by": by.person if isinstance(by, Role) else None,
        },
    )
    record(by=by, at=at, what="mark as there", on=mine, whom=mine.person)
    if locked.state == CpdSessionState.CLOSED and mine.state == BookingState.ABSENT:
        _attend(locked, mine, at)


@transaction.atomic
def unmark_present(*, booking: Booking, by: By, at: datetime) -> None:
    """Take back that somebody was there, which was said by mistake; twice is once. After the count, that goes first."""
    check_can_count(by, booking.session)
    locked = lock(booking.session)
    _check_open(locked)
    if Attendee.objects.filter(session=locked, booking=booking, match=Attendee.Match.BY_HAND).delete()[0]:
        record(by=by, at=at, what="unmark as there", on=booking, whom=booking.person)


@transaction.atomic
def count_attendance(*, session: CpdSession, by: By, at: datetime) -> None:
    """Count who was there for long enough: certificates, the register, and a kind word to who was not. Once.

    Raises NinefoldError while somebody of the list is known by the name alone and nobody has said whether it is them.
    """
    check_can_count(by, session)
    locked = _lock_begun(session, at)
    if locked.state == CpdSessionState.CLOSED:
        return
    end_waiting(locked, at)
    _check_known(locked)
    there = present_by_booking(locked)
    for move in ("hold", "close"):
        locked.state = CpdSessionState(check_move(CPD_SESSION, move, SessionStage(locked.state)))
    locked.save(update_fields=["state"])
    ran_from, ran_to = ran(locked)
    for booking in _with_place(locked, BookingState.BOOKED):
        found = there.get(booking.pk)
        if found is not None and (found.by_hand or rules.attended(found.present, ran_from=ran_from, ran_to=ran_to)):
            _attend(locked, booking, at)
        else:
            _move(booking, "miss", at)
            _tell_if_new(booking, "absent", at)
    AttendanceFile.objects.filter(session=locked, undone_at__isnull=True).update(counted_at=at)
    record(by=by, at=at, what="count attendance", on=locked)
    session.refresh_from_db()


@transaction.atomic
def undo_attendance(*, session: CpdSession, by: By, at: datetime) -> None:
    """Take the count back: certificates are revoked, the register counts it no more, and it can be counted anew."""
    check_can_count(by, session)
    locked = lock(session)
    if locked.state != CpdSessionState.CLOSED:
        return
    locked.state = CpdSessionState(check_move(CPD_SESSION, "reopen", SessionStage(locked.state)))
    locked.save(update_fields=["state"])
    for booking in _with_place(locked, BookingState.ATTENDED, BookingState.ABSENT):
        _move(booking, "undo", at)
        revoke_certificate(booking, at)
        take_back_counted(source=_source(booking), reason=_("The count of who was there was taken back."), at=at)
        note(booking, "count_undone", at=at, by_staff=True, tell=False)
    AttendanceFile.objects.filter(session=locked).update(counted_at=None)
    record(by=by, at=at, what="undo attendance", on=locked)
    session.refresh_from_db()


def _attend(locked: CpdSession, booking: Booking, at: datetime) -> None:
    """Somebody was there: a certificate, a line on the register, a mail."""
    assert locked.starts_at is not None
    _move(booking, "attend", at)
    certify_attendance(booking, london_date(locked.starts_at), at)
    count_cpd_session(
        person=booking.person,
        kind=Evidence.Kind.REFRESHER if locked.topic == REFRESHER else Evidence.Kind.CPD,
        counts=locked.counts_as_session,
        held_at=locked.starts_at,
        source=_source(booking),
        undone=booking.events.filter(what="count_undone").values_list("at", flat=True),
        at=at,
    )
    _tell_if_new(booking, "attended", at)


def _tell_if_new(booking: Booking, what: str, at: datetime) -> None:
    """Tell somebody whether they were there, unless that is what they were told last."""
    last = booking.events.filter(what__in=("attended", "absent")).order_by("-pk").first()
    note(booking, what, at=at, by_staff=True, tell=last is None or last.what != what)


def _find_people(locked: CpdSession, file: AttendanceFile, joinings: Iterable[Joining]) -> None:
    """Keep everybody of the list, with the booking that they are known by, or perhaps known by."""
    people = [
        rules.Somebody(booking.pk, booking.person.name, frozenset(all_addresses_of(booking.person)))
        for booking in _with_place(locked, *HAD_PLACE)
    ]
    for each in rules.find_people(list(joinings), people):
        Attendee.objects.create(
            session=locked,
            file=file,
            name=each.name[:200],
            email=each.email[:254],
            stays=[[came.isoformat(), went.isoformat()] for came, went in each.stays],
            booking_id=each.number,
            match=Attendee.Match.ADDRESS
            if each.sure
            else Attendee.Match.NOBODY
            if each.number is None
            else Attendee.Match.NAME,
        )


def _check_known(locked: CpdSession) -> None:
    file = file_of(locked)
    if file is None and not Attendee.objects.filter(session=locked, match=Attendee.Match.BY_HAND).exists():
        raise NinefoldError(_("Give the list of the meeting first, or say by hand who was there."))
    unsure = 0 if file is None else file.attendees.filter(match=Attendee.Match.NAME).count()
    if unsure:
        raise NinefoldError(
            ngettext(
                "%(count)s person of the list is known by the name alone. Say first whether it is them.",
                "%(count)s people of the list are known by their names alone. Say first whether it is them.",
                unsure,
            )
            % {"count": unsure}
        )


def _with_place(locked: CpdSession, *states: BookingState) -> list[Booking]:
    return list(locked.bookings.filter(state__in=states).select_related("person", "session").order_by("place"))


def _lock_begun(session: CpdSession, at: datetime) -> CpdSession:
    locked = lock(session)
    if locked.state in (CpdSessionState.DRAFT, CpdSessionState.CANCELLED):
        raise NinefoldError(_("This CPD session did not take place."))
    if locked.starts_at is None or at < locked.starts_at:
        raise NinefoldError(_("This CPD session has not begun yet, so nobody was there."))
    return locked


def _check_open(locked: CpdSession) -> None:
    if locked.state == CpdSessionState.CLOSED:
        raise NinefoldError(_("Who was there has been counted. Take the count back first, then change it."))


def _move(booking: Booking, move: str, at: datetime) -> None:
    booking.state = check_move(BOOKING, move, Stage(booking.state))
    booking.changed_at = at
    booking.save(update_fields=["state", "changed_at"])


def _source(booking: Booking) -> str:
    return f"booking:{booking.pk}"
