"""CPD sessions as pages show them: what is to come, with places in words, and what calendars subscribe to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ninefold.academy.models import Booking, BookingState, CpdSession, CpdSessionState, Host
from ninefold.academy.models.bookings import HOLDS
from ninefold.academy.models.sessions import CpdSessionQuerySet
from ninefold.accounts.mail import address_of
from ninefold.accounts.models import Nation, Person, Region, Role
from ninefold.core.calendar_file import Appointment, Party
from ninefold.core.london import LONDON

# What has no date is last, on each database.
BY_DATE = F("starts_at").asc(nulls_last=True)


@dataclass(frozen=True)
class WithPlaces:
    """A CPD session with how many places are free and how many people wait, in numbers and in words."""

    session: CpdSession
    free: int
    waiting: int

    @property
    def places(self) -> str:
        """The places in words. One that becomes free while somebody waits is theirs, so it is not free."""
        if self.session.state == CpdSessionState.CANCELLED:
            return _("cancelled")
        if self.session.starts_at is None:
            return _("no date yet")
        if self.free and not self.waiting:
            return ngettext("%(count)s place free", "%(count)s places free", self.free) % {"count": self.free}
        if not self.waiting:
            return _("full")
        return ngettext("full, %(count)s waits", "full, %(count)s wait", self.waiting) % {"count": self.waiting}


def shown(sessions: CpdSessionQuerySet) -> list[WithPlaces]:
    """These CPD sessions with their places, in two queries whatever their number."""
    holding = Count("bookings", filter=Q(bookings__state__in=HOLDS))
    waiting = Count("bookings", filter=Q(bookings__state=BookingState.WAITING))
    counted = {
        number: (held, waits)
        for number, held, waits in sessions.annotate(held=holding, waits=waiting).values_list("pk", "held", "waits")
    }
    rows = sessions.select_related("nation", "region")
    return [WithPlaces(row, max(0, row.capacity - counted[row.pk][0]), counted[row.pk][1]) for row in rows]


def to_come(at: datetime) -> CpdSessionQuerySet:
    """What anybody may know of and has not ended: with a date first, by date; then what collects interest."""
    still = Q(starts_at__isnull=True) | Q(starts_at__gt=at - timedelta(hours=2))
    return (
        CpdSession.objects.public()
        .filter(still, state__in=(CpdSessionState.ANNOUNCED, CpdSessionState.CANCELLED))
        .exclude(state=CpdSessionState.CANCELLED, starts_at__isnull=True)
        .order_by(BY_DATE, "pk")
    )


def seen_by(role: Role | None, number: int) -> CpdSession | None:
    """The CPD session with this number, if whoever asks may know of it: a stranger of those that are announced."""
    sessions = CpdSession.objects.public() if role is None else CpdSession.objects.visible_to(role)
    return sessions.filter(pk=number).first()


def shown_one(session: CpdSession) -> WithPlaces:
    """One CPD session with its places, as they are now."""
    return shown(CpdSession.objects.filter(pk=session.pk))[0]


def run_by(role: Role) -> CpdSessionQuerySet:
    """All that a role runs, by date."""
    return CpdSession.objects.run_by(role).order_by(BY_DATE, "pk")


def months_of(sessions: Iterable[CpdSession]) -> list[date]:
    """The months in which these begin, in London, each by its first day."""
    days = {each.starts_at.astimezone(LONDON).date().replace(day=1) for each in sessions if each.starts_at}
    return sorted(days)


def in_month(sessions: Iterable[WithPlaces], month: str) -> list[WithPlaces]:
    """Those that begin in this month, such as `2026-05`; all where none is named."""
    return [
        each
        for each in sessions
        if not month
        or (each.session.starts_at and each.session.starts_at.astimezone(LONDON).strftime("%Y-%m") == month)
    ]


def part_of(person: Person | None, session: CpdSession) -> Booking | None:
    """What somebody has booked or waits for in a CPD session."""
    if person is None:
        return None
    return Booking.objects.filter(session=session, person=person, state__in=(BookingState.WAITING, *HOLDS)).first()


def parts_of(person: Person | None) -> dict[int, tuple[str, str]]:
    """How somebody stands in each CPD session where they have or want a place, in words and as the tone of a tag."""
    if person is None:
        return {}
    said = {
        BookingState.BOOKED: (_("you have a place"), "good"),
        BookingState.OFFERED: (_("a place is offered to you"), "wait"),
        BookingState.WAITING: (_("you are on the waiting list"), "wait"),
    }
    rows = Booking.objects.filter(person=person, state__in=said).values_list("session", "state")
    return {number: said[BookingState(state)] for number, state in rows}


def may_see_link(role: Role | None, session: CpdSession) -> bool:
    """Whether this role sees the online link: who has a place, hosts, and who runs it."""
    if not role:
        return False
    mine = Booking.objects.filter(session=session, person=role.person_id, state=BookingState.BOOKED)
    hosts = Host.objects.filter(session=session, person=role.person_id)
    return mine.exists() or hosts.exists() or CpdSession.objects.run_by(role).filter(pk=session.pk).exists()


def body_of(session: CpdSession) -> Nation | Region:
    """The nation or region that holds it."""
    body = session.region or session.nation
    assert body is not None  # the database sees to it
    return body


def hosts_of(session: CpdSession) -> list[Person]:
    """Who holds it, by name."""
    return [host.person for host in session.hosts.select_related("person").order_by("person__name")]


def public_appointment(session: CpdSession) -> Appointment:
    """The CPD session as an entry in anybody's calendar: without a link to join, and naming nobody."""
    assert session.starts_at is not None  # asked for with a date alone
    assert session.ends_at is not None
    summary = _("CPD session: %(title)s") % {"title": session.title}
    service = Party(settings.FACE.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    return Appointment(
        uid=f"cpd-session-{session.pk}@{urlsplit(settings.SITE_ADDRESS).hostname}",
        sequence=session.calendar_number,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=summary,
        description=_("More about it, and places: %(page)s")
        % {"page": address_of("academy:cpd_session", pk=session.pk)},
        location=_("Online"),
        reminder=summary,
        organiser=service,
        attendee=service,
    )


def in_feed(at: datetime) -> Sequence[CpdSession]:
    """What the feed of CPD sessions holds: with a date, from a month ago on; the cancelled ones too, as cancelled."""
    dated = CpdSession.objects.public().filter(starts_at__gt=at - timedelta(days=31))
    return list(dated.order_by("starts_at", "pk"))
