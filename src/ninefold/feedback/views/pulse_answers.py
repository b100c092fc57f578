"""A pulse as those who are asked meet it, without an account: by the link in a mail, one page, sent once or anew."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.feedback.actions.pulses import answer_pulse
from ninefold.feedback.forms.pulses import PREFIX, PulseAnswersForm
from ninefold.feedback.models import PulseRater
from ninefold.feedback.queries.open_answers import CANNOT_RATE, STANDING, AnsweringEndedError
from ninefold.feedback.queries.promises import limits_for, promises_to
from ninefold.feedback.queries.pulses import (
    find_opened_pulse_rater,
    find_pulse_rater_by_link,
    keys_of,
    points,
    told_in_pulse,
)
from ninefold.feedback.views.acts import EITHER, given
from ninefold.feedback.views.rating_doors import speak_to
from ninefold.feedback.views.rating_entry import unknown_link
from ninefold.feedback.views.rating_troubles import NO_LONGER, NOT_OPENED, Trouble, as_page

# What the browser session calls the pulses that are open in it, each with the hash of its link.
PULSES = "pulses"
OVER = Trouble(
    410,
    _("This page is closed"),
    (
        _("It takes no more answers. If you had sent yours, they were counted."),
        _("What each person answered has been deleted, so nobody can look it up. There is nothing left for you to do."),
    ),
)


@require_safe
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in a mail leads. To look changes nothing: programs that check mail look at every link."""
    asked = find_pulse_rater_by_link(token)
    if asked is None:
        return unknown_link(request, timezone.now())
    speak_to(request, asked.rater)
    if asked.pulse.closed_at is not None:
        return as_page(request, OVER)
    context = {"participant": asked.pulse.assessment.participant.name, "token": token}
    return render(request, "feedback/following/pulse_door.jinja", context)


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Takes the link from the page above, and notes in the browser session that it was opened here."""
    asked = find_pulse_rater_by_link(request.POST.get("link", ""))
    if asked is None:
        return unknown_link(request, timezone.now())
    session = request.session
    if session.session_key is not None:
        session.cycle_key()  # as at a sign-in
    session[PULSES] = {**session.get(PULSES, {}), str(asked.pk): asked.link_hash}
    return redirect("feedback:answer_pulse", pk=asked.pk)


@EITHER
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The goals, an answer for each, and until the close the way to change it."""
    link_hash = request.session.get(PULSES, {}).get(str(pk))
    if link_hash is None:
        return as_page(request, NOT_OPENED)
    asked = find_opened_pulse_rater(pk, link_hash)
    if asked is None:
        return as_page(request, NO_LONGER)
    speak_to(request, asked.rater)
    if asked.pulse.closed_at is not None:
        return as_page(request, OVER)
    try:
        return _page(request, asked)
    except AnsweringEndedError:  # it closed while the page was being made
        return as_page(request, OVER)


def _page(request: HttpRequest, asked: PulseRater) -> HttpResponse:
    told = told_in_pulse(asked)
    form = PulseAnswersForm(given(request), pulse=asked.pulse, told=told)
    if form.is_valid():
        answer_pulse(asked=asked, given=form.given)
        return redirect("feedback:answer_pulse", pk=asked.pk)
    assessment = asked.pulse.assessment
    context = {
        "participant": assessment.participant.name,
        "home": assessment.home,
        "promises": promises_to("pulse", assessment.participant.name),
        "limits": limits_for("pulse"),
        "form": form,
        "questions": [
            (form[f"{PREFIX}{key}"], text) for key, text in zip(keys_of(asked.pulse), asked.pulse.goals, strict=True)
        ],
        "points": [(value, capfirst(word), "") for value, word in points()],
        "cannot_tell": CANNOT_RATE,
        "sent": STANDING in told and not form.is_bound,
        "closes_on": date_format(asked.pulse.closes_on, "l j F"),
    }
    return render(request, "feedback/following/answer_pulse.jinja", context, status=422 if form.is_bound else 200)
