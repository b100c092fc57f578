"""The page on which hosts say who was at a CPD session: the list, the times, the matches, the count, its undoing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.academy.actions.attendance import (
    confirm_match,
    confirm_times,
    count_attendance,
    mark_present,
    read_file,
    undo_attendance,
    unmark_present,
)
from ninefold.academy.forms.attendance import ListForm, PresentForm, TimesForm, WhoseForm
from ninefold.academy.models import Attendee, CpdSession
from ninefold.academy.queries.attendance import ran
from ninefold.academy.queries.attendance_page import (
    bookings_with_place,
    has_begun,
    session_to_count,
    times_of,
    who_was_there,
)
from ninefold.accounts.acts import do_and_say, done, why_refused
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.london import LONDON

PAGE = "academy:attendance"


def _counted_by(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A door for the hosts of the CPD session with the number in the address, and for those who run it."""

    @wraps(view)
    @signed_in(Kind.FACILITATOR, Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR)
    def enter(request: RoleRequest, /, pk: int, **parts: int) -> HttpResponse:
        session = session_to_count(request.role, pk)
        if session is None:
            raise Http404
        return view(request, session, **parts)

    return enter


@require_safe
@_counted_by
def attendance(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """The list that was read, whom it shows, and what is to be done next."""
    return _page(request, session)


@require_POST
@_counted_by
def give_list(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """Read the list of the meeting."""
    form = ListForm(request.POST, request.FILES)
    if form.is_valid():
        content, at = form.cleaned_data["file"], timezone.now()
        trouble = why_refused(lambda: read_file(session=session, content=content, by=request.role, at=at))
        if not trouble:
            return done(request, _("The list is read. Look through it, then count."), PAGE, pk=session.pk)
        form.add_error("file", trouble)
    return _page(request, session, file_form=form)


@require_POST
@_counted_by
def times(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """Say from when until when it really ran."""
    form = TimesForm(request.POST)
    if form.is_valid() and session.starts_at is not None:
        found, at = form.instants(session.starts_at), timezone.now()
        if found is None:
            trouble = _("On that night the clocks go forward, and one of these times does not exist.")
        else:
            act = partial(confirm_times, session=session, ran_from=found[0], ran_to=found[1], by=request.role, at=at)
            trouble = why_refused(act)
        if not trouble:
            return done(request, _("The times are kept."), PAGE, pk=session.pk)
        form.add_error("ran_to", trouble)
    return _page(request, session, ran_form=form)


@require_POST
@_counted_by
def match(request: RoleRequest, session: CpdSession, attendee: int) -> HttpResponse:
    """Say whose booking somebody in the list is."""
    found = Attendee.objects.visible_to(request.role).filter(pk=attendee, session=session).first()
    if found is None or found.match == Attendee.Match.BY_HAND:
        raise Http404
    bookings = bookings_with_place(session)
    form = WhoseForm(request.POST, found, bookings)
    if not form.is_valid():
        return _page(request, session, whose_form=form)
    booking = next((each for each in bookings if each.pk == form.cleaned_data["booking"]), None)
    said = (
        _("“%(name)s” is nobody with a place.") % {"name": found.name}
        if booking is None
        else _("“%(name)s” is %(person)s.") % {"name": found.name, "person": booking.person}
    )
    act = partial(confirm_match, attendee=found, booking=booking, by=request.role, at=timezone.now())
    return do_and_say(request, act, said, PAGE, pk=session.pk)


@require_POST
@_counted_by
def present(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """Say that somebody was there whom the list does not show."""
    bookings = bookings_with_place(session)
    form = PresentForm(request.POST, bookings)
    if form.is_valid():
        booking = next(each for each in bookings if each.pk == form.cleaned_data["booking"])
        reason, at = form.cleaned_data["reason"], timezone.now()
        trouble = why_refused(lambda: mark_present(booking=booking, reason=reason, by=request.role, at=at))
        if not trouble:
            return done(request, _("%(name)s is marked as there.") % {"name": booking.person}, PAGE, pk=session.pk)
        form.add_error("reason", trouble)
    return _page(request, session, present_form=form)


@require_POST
@_counted_by
def unmark(request: RoleRequest, session: CpdSession, booking: int) -> HttpResponse:
    """Take back that somebody was there."""
    found = next((each for each in bookings_with_place(session) if each.pk == booking), None)
    if found is None:
        raise Http404
    said = _("%(name)s is not marked as there any more.") % {"name": found.person}
    act = partial(unmark_present, booking=found, by=request.role, at=timezone.now())
    return do_and_say(request, act, said, PAGE, pk=session.pk)


@require_POST
@_counted_by
def count(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """Count who was there."""
    said = _("It is counted. Who was there gets a certificate; who was not gets a kind word.")
    act = partial(count_attendance, session=session, by=request.role, at=timezone.now())
    return do_and_say(request, act, said, PAGE, pk=session.pk)


@require_POST
@_counted_by
def undo(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """Take the count back."""
    said = _("The count is taken back: no certificate holds, and the register counts nothing of it.")
    act = partial(undo_attendance, session=session, by=request.role, at=timezone.now())
    return do_and_say(request, act, said, PAGE, pk=session.pk)


def _page(
    request: RoleRequest,
    session: CpdSession,
    *,
    file_form: ListForm | None = None,
    ran_form: TimesForm | None = None,
    present_form: PresentForm | None = None,
    whose_form: WhoseForm | None = None,
) -> HttpResponse:
    """The page with its forms; one that was sent with a fault in it as it was sent."""
    begun = has_begun(session, timezone.now())
    context: dict[str, object] = {
        "session": session,
        "begun": begun,
        "forms": [],
        "runs_it": request.role.kind != Kind.FACILITATOR,
    }
    if begun:
        known, bookings = who_was_there(session), bookings_with_place(session)
        clocks = [f"{each.astimezone(LONDON):%H:%M}" for each in ran(session)]
        context |= {
            "known": known,
            "clocks": clocks,
            "times_of": times_of,
            "file_form": file_form or ListForm(),
            "ran_form": ran_form or TimesForm(initial={"ran_from": clocks[0], "ran_to": clocks[1]}),
            "present_form": present_form or PresentForm(None, bookings),
            "whose_forms": [
                whose_form
                if whose_form is not None and whose_form.attendee == each
                else WhoseForm(None, each, bookings)
                for each in known.nobody
            ],
        }
    sent: list[forms.Form] = [each for each in (file_form, ran_form, whose_form, present_form) if each is not None]
    context["forms"] = sent
    return render(request, "academy/attendance/attendance.jinja", context, status=422 if sent else 200)
