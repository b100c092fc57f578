"""The page on which somebody other than the participant looks at a list of raters."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind, Role
from ninefold.accounts.policies import can
from ninefold.feedback.actions.list_checks import approve_list, want_changes
from ninefold.feedback.forms.assessments import ChangesForm
from ninefold.feedback.models import Assessment
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.policies import check_can_check_list
from ninefold.feedback.queries.rater_lists import listed, mark_of_list, suggestions_for, words_of_suggestion
from ninefold.feedback.views.acts import EITHER, done, why_refused

CHECKING = (Kind.FACILITATOR, Kind.PROGRAMME_LEAD, Kind.ORGANISATION_LEAD, Kind.REGIONAL_LEAD)


@EITHER
@signed_in(*CHECKING)
def list_check(request: RoleRequest, pk: int) -> HttpResponse:
    """Names, groups, addresses and what the program found; to agree to, or to say what should be changed."""
    found, role = _find(request, pk)
    wants_changes = request.method == "POST" and "changes" in request.POST
    form, trouble = ChangesForm(request.POST if wants_changes else None), ""
    at = timezone.now()
    if wants_changes and form.is_valid():
        text = form.cleaned_data["text"]
        trouble = why_refused(lambda: want_changes(assessment=found, text=text, by=role, at=at))
        if not trouble:
            return _done(request, _("The participant is told that you want something changed."), pk)
    elif request.method == "POST" and not wants_changes:
        seen = request.POST.get("seen", "")
        trouble = why_refused(lambda: approve_list(assessment=found, by=role, at=at, seen=seen))
        if not trouble:
            return _done(request, _("The list is agreed to. The participant is told."), pk)
    people = sorted(listed(found, to_others=True), key=lambda one: one.rater.checked)
    context = {
        "assessment": found,
        "people": people,
        "unchecked": sum(not one.rater.checked for one in people),
        "under_way": found.state in BEFORE_CLOSE,
        "mark": mark_of_list(found),
        "suggestions": [words_of_suggestion(one, found) for one in suggestions_for(found)] if people else [],
        "form": form,
        "trouble": trouble,
    }
    status = 422 if form.errors or trouble else 200
    return render(request, "feedback/assessments/list_check.jinja", context, status=status)


def _find(request: RoleRequest, pk: int) -> tuple[Assessment, Role]:
    """The 360, and in which of their roles whoever asks may look at its list."""
    refused: tuple[Assessment, Role] | None = None
    for role in (request.role, *request.roles):
        if role.kind not in CHECKING:
            continue
        found = Assessment.objects.visible_to(role).with_people().filter(pk=pk).first()
        if found is None:
            continue
        if can(check_can_check_list, role, found):
            return found, role
        refused = refused or (found, role)
    if refused is None:
        raise Http404
    check_can_check_list(refused[1], refused[0])
    return refused


def _done(request: RoleRequest, said: str, pk: int) -> HttpResponse:
    return done(request, said, "feedback:list_check", pk=pk)
