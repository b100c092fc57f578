"""CPD sessions for everybody: the dates to come, one of them, and what calendars take."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ninefold.academy.models import CpdSession
from ninefold.academy.policies.attendance import check_can_count
from ninefold.academy.policies.bookings import check_can_book
from ninefold.academy.queries import cpd_sessions as queries
from ninefold.academy.queries.attendance_page import has_begun
from ninefold.academy.queries.places import position_of
from ninefold.academy.queries.topics import all_topics
from ninefold.accounts.acts import document, why_refused
from ninefold.accounts.doors import RoleRequest
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.policies import can
from ninefold.core.calendar_feed import Entry, feed
from ninefold.core.calendar_file import download


@require_safe
def cpd(request: HttpRequest) -> HttpResponse:
    """The dates to come, those of one topic or month where that is asked for."""
    at = timezone.now()
    topic, month = request.GET.get("topic", ""), request.GET.get("month", "")
    everything = queries.shown(queries.to_come(at))
    found = [each for each in queries.in_month(everything, month) if not topic or each.session.topic == topic]
    on_now = {each.session.topic for each in everything}
    context = {
        "found": found,
        "topics": [each for each in all_topics() if not each.retired or each.slug in on_now],
        "months": queries.months_of(each.session for each in everything),
        "topic": topic,
        "month": month,
        "filtered": bool(topic or month),
        "parts": queries.parts_of(_person(request)),
        "is_facilitator": _is_facilitator(request),
    }
    return render(request, "academy/cpd/list.jinja", context)


@require_safe
def cpd_session(request: HttpRequest, pk: int) -> HttpResponse:
    """One CPD session: when, what, for whom, its places; the link to join for those who have one."""
    at = timezone.now()
    session = _seen(request, pk)
    seen = queries.shown_one(session)
    person = _person(request)
    mine, role = queries.part_of(person, session), _role(request)
    context: dict[str, Any] = {
        "seen": seen,
        "session": seen.session,
        "hosts": queries.hosts_of(session),
        "mine": mine,
        "position": position_of(mine) if mine is not None and mine.state == "waiting" else None,
        "may_see_link": queries.may_see_link(role, session),
        "trouble": "" if person is None or mine else why_refused(lambda: check_can_book(session, person, at)),
        "is_facilitator": _is_facilitator(request),
        "may_count": role is not None and has_begun(session, at) and can(check_can_count, role, session),
        "is_over": seen.session.ends_at is not None and seen.session.ends_at <= at,
    }
    return render(request, "academy/cpd/session.jinja", context)


@require_safe
def cpd_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One CPD session for a calendar."""
    session = _seen(request, pk)
    if session.starts_at is None:
        raise Http404
    file = download(queries.public_appointment(session), timezone.now())
    return document(file, "text/calendar; charset=utf-8", "cpd-session.ics")


@require_safe
def cpd_feed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Every CPD session with a date, for calendars that fetch it again and again."""
    at = timezone.now()
    entries = [
        Entry(queries.public_appointment(each), cancelled=each.cancelled_at is not None) for each in queries.in_feed(at)
    ]
    return HttpResponse(feed(entries, at), content_type="text/calendar; charset=utf-8")


def _seen(request: HttpRequest, pk: int) -> CpdSession:
    """The CPD session with this number, if whoever asks may know of it."""
    found = queries.seen_by(_role(request), pk)
    if found is None:
        raise Http404
    return found


def _role(request: HttpRequest) -> Role | None:
    roles = cast("RoleRequest", request).roles
    return cast("RoleRequest", request).role if roles else None


def _is_facilitator(request: HttpRequest) -> bool:
    return any(role.kind == Kind.FACILITATOR for role in cast("RoleRequest", request).roles)


def _person(request: HttpRequest) -> Person | None:
    return request.user if request.user.is_authenticated else None
