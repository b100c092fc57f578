"""After a CPD session: the feedback form and the note for oneself, one's notes and their record, what was thought."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.academy.actions.afterwards import give_feedback, write_note
from ninefold.academy.forms.afterwards import FeedbackForm, NoteForm
from ninefold.academy.models import Booking, CpdSession, Reflection
from ninefold.academy.policies.afterwards import sees_opinions
from ninefold.academy.queries.afterwards import (
    FEWEST,
    asked_until,
    opinions_on,
    own_attended,
    own_note,
    own_notes,
    record_of,
)
from ninefold.accounts.acts import EITHER, do_and_say, document
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.cpd_record import Wording, as_text

PAGE = "academy:cpd_afterwards"


@EITHER
@signed_in(Kind.FACILITATOR)
def afterwards(request: RoleRequest, pk: int) -> HttpResponse:
    """The two forms for who attended; which was sent is said by the button that was pressed."""
    booking = own_attended(request.role, pk)
    if booking is None:
        raise Http404
    note = own_note(request.role, booking)
    sent = request.POST.get("what") if request.method == "POST" else None
    until = asked_until(booking.session)
    feedback_form = FeedbackForm(request.POST if sent == "feedback" else None)
    note_form = NoteForm(request.POST if sent == "note" else None, initial=_said(note))
    if feedback_form.is_valid():
        return _give(request, booking, feedback_form)
    if note_form.is_valid():
        return _write(request, booking, note_form)
    context = {
        "session": booking.session,
        "given": note is not None and note.feedback_given,
        "asked_until": until,
        "is_asked": until is not None and timezone.now() < until,
        "feedback_form": feedback_form,
        "note_form": note_form,
        "fewest": FEWEST,
    }
    return render(request, "academy/afterwards/afterwards.jinja", context, status=422 if sent else 200)


@require_safe
@signed_in(Kind.FACILITATOR)
def notes(request: RoleRequest) -> HttpResponse:
    """The CPD sessions that one attended, with one's notes on them."""
    return render(request, "academy/afterwards/notes.jinja", {"attended": own_notes(request.role)})


@require_safe
@signed_in(Kind.FACILITATOR)
def record(request: RoleRequest) -> HttpResponse:
    """The same as a text for one's portfolio."""
    text = as_text(record_of(request.role), request.role.person.name, _wording())
    # With the mark of UTF-8, without which some editors take signs beyond ASCII for others.
    return document(text.encode("utf-8-sig"), "text/plain; charset=utf-8", "cpd-record.txt")


@require_safe
@signed_in
def opinions(request: RoleRequest, pk: int) -> HttpResponse:
    """What was thought of a CPD session, for its hosts and those who run it."""
    session = CpdSession.objects.visible_to(request.role).filter(pk=pk).first()
    if session is None or not sees_opinions(request.role, session):
        raise Http404
    context = {"session": session, "opinions": opinions_on(session, timezone.now()), "fewest": FEWEST}
    return render(request, "academy/afterwards/opinions.jinja", context)


def _give(request: RoleRequest, booking: Booking, form: FeedbackForm) -> HttpResponse:
    def give() -> object:
        words = form.cleaned_data["words"]
        return give_feedback(booking=booking, ratings=form.ratings, words=words, by=request.role, at=timezone.now())

    return do_and_say(request, give, _("Thank you. It is kept without your name."), PAGE, pk=booking.session_id)


def _write(request: RoleRequest, booking: Booking, form: NoteForm) -> HttpResponse:
    def write() -> object:
        return write_note(booking=booking, note=form.note, by=request.role, at=timezone.now())

    return do_and_say(request, write, _("Your note is kept. You alone see it."), "academy:reflections")


def _said(note: Reflection | None) -> dict[str, str]:
    if note is None:
        return {}
    return {"learned": note.learned, "changed": note.changed, "relevance": note.relevance}


def _wording() -> Wording:
    return Wording(
        heading=_("Continuing professional development: CPD sessions as a facilitator of 360s"),
        made=_("{name}. CPD sessions attended: {count}. Hours: {hours}."),
        what=_("What it was"),
        about=_("What it was about"),
        held_by=_("Held by"),
        on=_("Date"),
        hours=_("Hours"),
        kind=_("Kind of learning"),
        participatory=_("participatory, online, together with other facilitators"),
        learned=_("What I learned from it"),
        changed=_("How I changed or improved my practice because of it"),
        relevance=_("How it is relevant to my code or professional standards"),
        nothing_yet=_("(nothing written yet)"),
    )
