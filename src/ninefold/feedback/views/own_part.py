"""The participant's own part of a 360: the same questionnaire about oneself, signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.london import london_date
from ninefold.feedback.actions import self_assessment_use as actions
from ninefold.feedback.models import Rater
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.queries.invitations import find_own_part, told_by
from ninefold.feedback.queries.open_answers import SENT, STANDING, AnsweringEndedError
from ninefold.feedback.queries.questionnaires import questionnaire_of
from ninefold.feedback.queries.self_assessment_use import Offer, in_words, offer_for
from ninefold.feedback.views import rating_pages as pages
from ninefold.feedback.views.acts import EITHER, why_refused
from ninefold.feedback.views.rating import NOTES
from ninefold.feedback.views.rating_doors import Page, Tell
from ninefold.feedback.views.rating_pages import Ways
from ninefold.feedback.views.rating_troubles import OWN_PART_OVER, as_line, as_page

Parts = ParamSpec("Parts")
View = Callable[Concatenate[RoleRequest, Rater, Ways, Parts], HttpResponse]


def own(view: View[Parts], tell: Tell = as_page) -> Page:
    """A door for the participant of the 360 with the number in the address, while it takes answers."""

    @signed_in(Kind.PARTICIPANT)
    @wraps(view)
    def enter(request: RoleRequest, /, pk: int, *args: Parts.args, **kwargs: Parts.kwargs) -> HttpResponse:
        rater = find_own_part(request.role, pk)
        if rater is None:
            raise Http404
        if rater.assessment.state not in BEFORE_CLOSE:
            return tell(request, OWN_PART_OVER)
        try:
            return view(request, rater, Ways(pk, own=True), *args, **kwargs)
        except AnsweringEndedError:  # it closed while the page was being made
            return tell(request, OWN_PART_OVER)

    return enter


@require_safe
@own
def start(request: RoleRequest, rater: Rater, ways: Ways) -> HttpResponse:
    """What the own part is for, how long it takes, and where to begin or go on."""
    form = questionnaire_of(rater.assessment, own=True)
    told = told_by(rater, [*form.codes, STANDING])
    sent = told.get(STANDING) == SENT
    context = {
        **pages.common(request, rater, ways),
        "note": NOTES.get(request.GET.get("note", "")),
        "minutes": form.minutes,
        "minutes_left": form.minutes_left(told),
        "go_on": pages.resume(form, told, ways),
        "answered": any(told.get(code) for code in form.codes),
        "sent": sent,
        "offer": None if sent else offer_for(rater.assessment, told, london_date(timezone.now())),
    }
    return render(request, "feedback/rating/own_part.jinja", context)


@require_POST
@own
def use_self_assessment(request: RoleRequest, rater: Rater, ways: Ways) -> HttpResponse:
    """Begin with what was answered in one's latest self-assessment; then what is left of the questions."""
    given = bool(request.POST.get("examples"))
    taken: list[Offer] = []

    def use() -> None:
        taken.append(actions.use_self_assessment(rater=rater, with_examples=given, by=request.role, at=timezone.now()))

    trouble = why_refused(use)
    if trouble:
        messages.error(request, trouble)
        return redirect(ways.start)
    messages.success(request, _said_of(taken[0]))
    form = questionnaire_of(rater.assessment, own=True)
    rest = form.first_with_a_gap(told_by(rater, list(form.codes)))
    return redirect(ways.page(rest) if rest is not None else ways.to("check"))


def _said_of(offer: Offer) -> str:
    """What was taken over, and that nothing was written over."""
    said = ngettext(
        "One answer of your self-assessment of %(day)s is here now.",
        "%(count)s answers of your self-assessment of %(day)s are here now.",
        len(offer.ratings),
    ) % {"count": len(offer.ratings), "day": in_words(offer.row)}
    if offer.stands:
        said += " " + _("What you had answered here before stays as it was.")
    return said + " " + _("You can change any of it; what is left starts on this page.")


@EITHER
@own
def page(request: RoleRequest, rater: Rater, ways: Ways, slug: str) -> HttpResponse:
    """One page with questions about oneself."""
    return pages.answer_page(request, rater, slug, ways)


def _save(request: RoleRequest, rater: Rater, _ways: Ways) -> HttpResponse:
    return pages.save_field(request, rater)


save = require_POST(own(_save, tell=as_line))


@EITHER
@own
def check(request: RoleRequest, rater: Rater, ways: Ways) -> HttpResponse:
    """What is missing, and the button that finishes it."""
    return pages.check_page(request, rater, ways)


@require_safe
@own
def sent(request: RoleRequest, rater: Rater, ways: Ways) -> HttpResponse:
    """What happens now."""
    return pages.sent_page(request, rater, ways)


@require_POST
@own
def take_back(_request: RoleRequest, rater: Rater, ways: Ways) -> HttpResponse:
    """Leave it out again, unless it is finished once more."""
    return pages.take_back_answers(rater, ways)
