"""What a participant does after their report: goals, a page for the appraisal, and thanks to everybody."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.doors import RoleRequest
from ninefold.core.london import london_date
from ninefold.feedback.actions.goals import mark_goal, remove_goal, save_goal
from ninefold.feedback.actions.thanking import LONGEST_THANKS, thank_raters
from ninefold.feedback.forms.goals import LONGEST_PART, GoalForm, ThanksForm
from ninefold.feedback.models import MOST_GOALS, Assessment, Goal
from ninefold.feedback.queries import goals as queries
from ninefold.feedback.views.acts import EITHER, done, given
from ninefold.feedback.views.doors import after_report


@require_safe
@after_report
def goals(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """One's goals, and what can be done with each."""
    found = queries.goals_of(assessment)
    context = {
        "assessment": assessment,
        "goals": found,
        "next_position": queries.next_position(found),
        "most": MOST_GOALS,
        "suggestions": queries.suggestions_opened(assessment),
        "today": london_date(timezone.now()),
    }
    return render(request, "feedback/following/goals.jinja", context)


@EITHER
@after_report
def goal(request: RoleRequest, assessment: Assessment, position: int) -> HttpResponse:
    """Write the goal in this position, new or to change."""
    if not 1 <= position <= MOST_GOALS:
        raise Http404
    at, found = timezone.now(), _goal(request, assessment, position)
    form = GoalForm(given(request), goal=found, today=london_date(at))
    if form.is_valid():
        ask = form.cleaned_data["ask_supporter"]
        save_goal(assessment=assessment, position=position, given=form.given, by=request.role, at=at, ask_supporter=ask)
        told = _("Your goal is saved, and %(name)s gets a mail.") % {"name": form.given.supporter_name}
        return done(request, told if ask else _("Your goal is saved."), "feedback:goals", pk=assessment.pk)
    context = {
        "assessment": assessment,
        "goal": found,
        "form": form,
        "limit": LONGEST_PART,
        "suggestions": queries.suggestions_opened(assessment),
    }
    return render(request, "feedback/following/goal.jinja", context, status=422 if form.is_bound else 200)


@require_POST
@after_report
def goal_done(request: RoleRequest, assessment: Assessment, position: int) -> HttpResponse:
    """Mark a goal as done, or as not done after all."""
    found = _goal(request, assessment, position)
    if found is not None:
        mark_goal(goal=found, done=request.POST.get("done") == "yes", by=request.role, at=timezone.now())
    return redirect("feedback:goals", pk=assessment.pk)


@EITHER
@after_report
def goal_removed(request: RoleRequest, assessment: Assessment, position: int) -> HttpResponse:
    """Remove a goal, after a look at it."""
    found = _goal(request, assessment, position)
    if found is None:
        return redirect("feedback:goals", pk=assessment.pk)
    if request.method == "POST":
        remove_goal(goal=found, by=request.role, at=timezone.now())
        return done(request, _("The goal is removed."), "feedback:goals", pk=assessment.pk)
    return render(request, "feedback/following/remove_goal.jinja", {"assessment": assessment, "goal": found})


@require_safe
@after_report
def appraisal(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """One page to print for an appraisal, without a rating or a comment."""
    context = {
        "assessment": assessment,
        "about": queries.appraisal_of(assessment),
        "goals": queries.goals_of(assessment),
    }
    return render(request, "feedback/following/appraisal.jinja", context)


@EITHER
@after_report
def thanks(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """Write the thank-you, look at it as it will be, and send it once."""
    found = queries.goals_of(assessment)
    form = ThanksForm(given(request), goals=found)
    readers = queries.can_be_written_to(assessment)
    context = {"assessment": assessment, "form": form, "goals": found, "limit": LONGEST_THANKS, "asked": len(readers)}
    if assessment.thanked_at is not None:
        return render(request, "feedback/following/thanked.jinja", context)
    if form.is_valid():
        text, chosen = form.cleaned_data["text"], form.cleaned_data["goals"]
        if "send" in request.POST:
            thank_raters(assessment=assessment, text=text, goals=chosen, by=request.role, at=timezone.now())
            return redirect("feedback:thanks", pk=assessment.pk)
        if "change" not in request.POST:
            shared = [one for one in found if one.position in chosen]
            context |= {"reader": readers[0].name if readers else "", "text": text, "shared": shared}
            return render(request, "feedback/following/thanks_preview.jinja", context)
    status = 422 if form.errors else 200
    return render(request, "feedback/following/thanks.jinja", context, status=status)


def _goal(request: RoleRequest, assessment: Assessment, position: int) -> Goal | None:
    return Goal.objects.visible_to(request.role).filter(assessment=assessment, position=position).first()
