"""A facilitator's cases: the list, a request, a case, a first talk, own notes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.lifecycles import WrongStateError
from ninefold.feedback.actions import facilitations as actions
from ninefold.feedback.actions.notes import LONGEST_NOTES, write_notes
from ninefold.feedback.forms.facilitating import FirstTalkForm, NotesForm
from ninefold.feedback.models import AssessmentState, Facilitation, FacilitationState
from ninefold.feedback.models.states import TAKEN_ON
from ninefold.feedback.queries import facilitations as queries
from ninefold.feedback.queries.being_closed import assessment_being_closed
from ninefold.feedback.queries.leading import answered_words
from ninefold.feedback.views.acts import EITHER, done, given
from ninefold.feedback.views.doors import of_asked, of_case


@require_safe
@signed_in(Kind.FACILITATOR)
def cases(request: RoleRequest) -> HttpResponse:
    """All cases: the next to do first, then what waits, then what is over."""
    going_on, over = queries.cases_of(request.role, timezone.now())
    context = {
        "to_do": [case for case in going_on if not case.waits],
        "waiting": [case for case in going_on if case.waits],
        "over": over,
    }
    return render(request, "feedback/facilitating/cases.jinja", context)


@require_safe
@of_asked
def facilitation(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """One case; before it is taken on, the request; after it has ended or been handed over, a word on that."""
    if found.state == FacilitationState.REQUESTED:
        return render(request, "feedback/facilitating/request.jinja", {"facilitation": found})
    if found.state not in TAKEN_ON:
        return render(request, "feedback/facilitating/ended.jinja", {"facilitation": found})
    at = timezone.now()
    case = queries.case_of(found, at)
    asked = found.assessment.raters.others().asked().count()
    context = {
        "case": case,
        "facilitation": found,
        "answered": answered_words(found.assessment, asked) if found.assessment.state == AssessmentState.OPEN else "",
        "groups": queries.rater_groups(found),
        "waiting": assessment_being_closed(found.assessment, at),
    }
    return render(request, "feedback/facilitating/case.jinja", context)


@require_POST
@of_asked
def accept(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """Take the case on."""
    try:
        actions.accept_request(facilitation=found, by=request.role, at=timezone.now())
    except WrongStateError:
        return redirect("feedback:facilitation", pk=found.pk)  # pressed twice, or too late: the page says how it stands
    said = _("You have taken this on. %(name)s has been told.") % {"name": found.assessment.participant}
    return done(request, said, "feedback:facilitation", pk=found.pk)


@require_POST
@of_asked
def decline(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """Leave the case to somebody else."""
    try:
        actions.decline_request(facilitation=found, by=request.role, at=timezone.now())
    except WrongStateError:
        return redirect("feedback:facilitation", pk=found.pk)
    said = _("You have declined. %(name)s has been told that you cannot take it on, and nothing more.")
    return done(request, said % {"name": found.assessment.participant}, "feedback:cases")


@EITHER
@of_case
def first_talk(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """Propose a first talk."""
    form = FirstTalkForm(given(request), initial={"text": found.first_talk})
    if form.is_valid():
        text = form.cleaned_data["text"]
        actions.propose_first_talk(facilitation=found, text=text, by=request.role, at=timezone.now())
        said = _("Your proposal is on its way to %(name)s.") % {"name": found.assessment.participant}
        return done(request, said, "feedback:facilitation", pk=found.pk)
    context = {"form": form, "facilitation": found}
    return render(request, "feedback/facilitating/first_talk.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@of_case
def notes(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """One's own notes on a case."""
    note = queries.notes_on(found)
    form = NotesForm(given(request), initial={"text": "" if note is None else note.text})
    if form.is_valid():
        write_notes(facilitation=found, text=form.cleaned_data["text"], by=request.role, at=timezone.now())
        return done(request, _("Your notes are kept."), "feedback:notes", pk=found.pk)
    context = {"form": form, "facilitation": found, "note": note, "longest": LONGEST_NOTES}
    return render(request, "feedback/facilitating/notes.jinja", context, status=422 if form.is_bound else 200)
