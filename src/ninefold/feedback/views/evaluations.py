"""What a participant thinks of their 360: asked after the feedback session, and half a year later."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from ninefold.accounts.doors import RoleRequest
from ninefold.feedback.actions.evaluations import NotAskedError, give_evaluation
from ninefold.feedback.forms.evaluations import EvaluationForm
from ninefold.feedback.models import Assessment, Evaluation
from ninefold.feedback.queries.evaluations import QUESTIONS, stage_asked
from ninefold.feedback.views.acts import EITHER, done, given
from ninefold.feedback.views.doors import of_own


@EITHER
@of_own
def evaluate(request: RoleRequest, found: Assessment, stage: str) -> HttpResponse:
    """The questions of this stage, once; who has answered them reads that they have."""
    asked = stage_asked(found, stage)
    if asked is None:
        raise Http404
    form = EvaluationForm(given(request), stage=stage)
    if form.is_valid() and not asked.given:
        try:
            give_evaluation(
                assessment=found,
                stage=Evaluation.Stage(stage),
                given=form.cleaned_data,
                by=request.role,
                at=timezone.now(),
            )
        except NotAskedError as error:  # it was sent twice at once
            return done(request, str(error), "feedback:evaluate", pk=found.pk, stage=stage)
        return done(request, _("Thank you. Your answer is kept."), "feedback:evaluate", pk=found.pk, stage=stage)
    context = {
        "assessment": found,
        "form": form,
        "given": asked.given,
        "later": stage == Evaluation.Stage.LATER,
        "questions": QUESTIONS[stage],
    }
    status = 422 if form.is_bound and not asked.given else 200
    return render(request, "feedback/following/evaluate.jinja", context, status=status)
