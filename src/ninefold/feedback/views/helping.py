"""Help before a 360: a participant asks and reads the answer; a regional lead answers."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.accounts.acts import EITHER, done, given, why_refused
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.london import london_date
from ninefold.feedback.actions.helping import answer_help, ask_for_help
from ninefold.feedback.forms.helping import AnswerForm, HelpForm
from ninefold.feedback.models import HelpRequest
from ninefold.feedback.queries import helping as queries


@EITHER
@signed_in(Kind.PARTICIPANT)
def ask(request: RoleRequest) -> HttpResponse:
    """What one asked and what came of it, and a form."""
    form = HelpForm(given(request))
    if form.is_valid():
        wanted = form.cleaned_data
        need = HelpRequest.Need(wanted["need"])
        trouble = why_refused(
            lambda: ask_for_help(need=need, words=wanted["words"], by=request.role, at=timezone.now())
        )
        if not trouble:
            return done(request, _("Your regional lead has been asked. You will get a mail."), "feedback:help_ask")
        form.add_error(None, trouble)
    context = {"form": form, "asked": queries.own_requests(request.role, london_date(timezone.now()))}
    return render(request, "feedback/helping/ask.jinja", context, status=422 if form.is_bound else 200)


@require_safe
@signed_in(Kind.REGIONAL_LEAD)
def waiting(request: RoleRequest) -> HttpResponse:
    """Who waits for an answer."""
    context = {"waiting": queries.waiting_requests(request.role), "place": request.role.scope}
    return render(request, "feedback/helping/waiting.jinja", context)


@EITHER
@signed_in(Kind.REGIONAL_LEAD)
def answer(request: RoleRequest, pk: int) -> HttpResponse:
    """One request, and the form that answers it."""
    asked = HelpRequest.objects.visible_to(request.role).select_related("participant", "region").filter(pk=pk).first()
    if asked is None:
        raise Http404
    people = queries.to_propose(asked, london_date(timezone.now()))
    form = AnswerForm(people, given(request))
    if form.is_valid():
        trouble = why_refused(
            lambda: answer_help(
                request=asked,
                facilitators=form.chosen,
                answer=form.cleaned_data["answer"],
                by=request.role,
                at=timezone.now(),
            )
        )
        if not trouble:
            said = _("It is answered. %(name)s gets a mail.")
            return done(request, said % {"name": asked.participant}, "feedback:help_waiting")
        form.add_error(None, trouble)
    context = {
        "form": form,
        "asked": asked,
        "people": people,
        "begun": queries.led_360_of(asked, request.role),
    }
    return render(request, "feedback/helping/answer.jinja", context, status=422 if form.is_bound else 200)
