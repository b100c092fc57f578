"""The pages before one is in: the link, the code on a letter, the four digits, and whether a mail is genuine."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.accounts.limits import TooManyFailuresError, check_not_too_many, forgive, note_failure, visitor
from ninefold.feedback.actions.answers import code_fits
from ninefold.feedback.forms.rating import CodeForm, LetterForm, ReferenceForm
from ninefold.feedback.models import AssessmentState, Rater
from ninefold.feedback.queries.open_answers import CODE, AnsweringEndedError, read_told, seal_of
from ninefold.feedback.queries.opened_raters import find_reading
from ninefold.feedback.queries.raters import (
    find_rater_by_letter,
    find_rater_by_link,
    find_rater_by_reference,
)
from ninefold.feedback.views.acts import EITHER, given
from ninefold.feedback.views.rating_doors import LOCKED, OPENED, check_open, keep, let_in, speak_to
from ninefold.feedback.views.rating_troubles import CLOSED, NOT_OPENED, TOO_MANY, UNKNOWN_LINK, ShutError, as_page, over

# Wrong ones from one network address, and wrong codes for one rater, in ten minutes. Of four digits somebody who has
# the link could try all within the weeks that a questionnaire is open, so there is a most for a day as well.
MOST_FROM_ONE_PLACE, MOST_CODES, MOST_CODES_A_DAY = 20, 5, 10
WRONG_LINK, WRONG_REFERENCE = "rater-link", "mail-reference"
WRONG_CODE, WRONG_CODE_TODAY = "rater-code", "rater-code-today"


@require_safe
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in a mail leads. To look changes nothing: programs that check mail look at every link."""
    rater = find_rater_by_link(token)
    if rater is None:
        return unknown_link(request, timezone.now())
    speak_to(request, rater)
    if rater.assessment.state != AssessmentState.OPEN:
        return as_page(request, over(rater.assessment))
    if request.session.get(OPENED, {}).get(str(rater.pk)) == rater.link_hash:
        return redirect("feedback:welcome", pk=rater.pk)
    context = {"participant": rater.assessment.participant.name, "token": token}
    return render(request, "feedback/rating/door.jinja", context)


@EITHER
def enter(request: HttpRequest) -> HttpResponse:
    """Takes the link from the page above, or the code on a letter typed here. A right one is never refused."""
    token = request.POST.get("link", "")
    if token:
        rater = find_rater_by_link(token)
        if rater is None:
            return unknown_link(request, timezone.now())
    else:
        form = LetterForm(given(request))
        rater = find_rater_by_letter(form.cleaned_data["code"]) if form.is_valid() else None
        if rater is None:
            wrong = _("This is not the code of an open letter. Check each letter and digit; spaces do not matter.")
            status = _refuse(request, form, WRONG_LINK, wrong) if form.is_bound else 200
            return render(request, "feedback/rating/letter.jinja", {"form": form}, status=status)
    try:
        return let_in(request, check_open(request, rater))
    except (ShutError, AnsweringEndedError) as error:
        return as_page(request, error.trouble if isinstance(error, ShutError) else CLOSED)


@EITHER
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the four digits that a rater has locked their answers with, in a browser that has not had them yet."""
    link_hash = request.session.get(LOCKED, {}).get(str(pk))
    if link_hash is None:
        opened = str(pk) in request.session.get(OPENED, {})
        return redirect("feedback:welcome", pk=pk) if opened else as_page(request, NOT_OPENED)
    form = CodeForm(given(request))
    status = 422 if form.is_bound else 200
    try:
        rater = check_open(request, find_reading(pk, link_hash))
        if form.is_valid() and _is_the_code(rater, form, at=timezone.now()):
            keep(request, OPENED, rater)
            return redirect("feedback:welcome", pk=pk)
    except (ShutError, AnsweringEndedError) as error:
        return as_page(request, error.trouble if isinstance(error, ShutError) else CLOSED)
    except TooManyFailuresError as error:
        form.add_error("code", str(error))
        status = 429
    return render(request, "feedback/rating/unlock.jinja", {"form": form}, status=status)


@EITHER
def check_a_mail(request: HttpRequest) -> HttpResponse:
    """Says whether a mail that asks for feedback is from here, by the reference in it."""
    form = ReferenceForm(given(request))
    rater = find_rater_by_reference(form.cleaned_data["reference"]) if form.is_valid() else None
    status = 200
    if form.is_bound and rater is None:
        wrong = _(
            "We never wrote a mail with this reference. Check that you typed all of it. If you did, do not open the "
            "link in that mail: it is not from here."
        )
        status = _refuse(request, form, WRONG_REFERENCE, wrong)
    context: dict[str, Any] = {"form": form, "rater": rater}
    if rater is not None:
        context["closes_on"] = date_format(rater.assessment.closes_on, "l j F")
        context["open"] = rater.assessment.state == AssessmentState.OPEN
    return render(request, "feedback/rating/check_a_mail.jinja", context, status=status)


def _is_the_code(rater: Rater, form: CodeForm, at: datetime) -> bool:
    """Whether the form has the digits of this rater; else it says so. Raises TooManyFailuresError after too many.

    A try is counted before it is looked at: those that are sent at once are one each.
    """
    who = str(rater.pk)
    if note_failure(WRONG_CODE, who, at=at) > MOST_CODES:
        raise TooManyFailuresError(
            _("Five codes were wrong, so none is looked at for ten minutes. Your answers are safe meanwhile.")
        )
    if note_failure(WRONG_CODE_TODAY, who, at=at, span=timedelta(days=1)) > MOST_CODES_A_DAY:
        raise TooManyFailuresError(
            _("Ten codes were wrong today, so none is looked at until tomorrow. Your answers are safe meanwhile.")
        )
    if code_fits(read_told(seal_of(rater), [CODE]), form.cleaned_data["code"]):
        forgive(WRONG_CODE, who)
        forgive(WRONG_CODE_TODAY, who)
        return True
    form.add_error("code", _("This is not the code. After five wrong ones you have to wait for ten minutes."))
    return False


def unknown_link(request: HttpRequest, at: datetime) -> HttpResponse:
    """The page for a link that is none. Those that try many are told to wait; a right link opens all the same."""
    who = visitor(request)
    try:
        check_not_too_many(WRONG_LINK, who, at=at, most=MOST_FROM_ONE_PLACE)
    except TooManyFailuresError:
        return as_page(request, TOO_MANY)
    note_failure(WRONG_LINK, who, at=at)
    return as_page(request, UNKNOWN_LINK)


def _refuse(request: HttpRequest, form: Form, what: str, wrong: str) -> int:
    """Put on the form what was wrong with the one field that it has, and the status that goes with it."""
    if form.errors:  # nothing was typed that could be tried
        return 422
    at, who, (name,) = timezone.now(), visitor(request), form.fields
    try:
        check_not_too_many(what, who, at=at, most=MOST_FROM_ONE_PLACE)
    except TooManyFailuresError as error:
        form.add_error(name, str(error))
        return 429
    note_failure(what, who, at=at)
    form.add_error(name, ValidationError(wrong, code="unknown"))
    return 422
