"""The e-learning assessment: what it is, its pages, sending it, and what it came to."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ninefold.academy.actions.learning import BlanksError, begin_attempt, save_answers, send_attempt
from ninefold.academy.forms.learning import PartForm
from ninefold.academy.models import Attempt
from ninefold.academy.queries.learning import (
    bank,
    may_begin_from,
    open_attempt,
    parts_of,
    pass_mark_for,
    result_of,
    sent_attempts,
)
from ninefold.accounts.acts import EITHER, given, why_refused
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind


@require_safe
@signed_in(Kind.FACILITATOR)
def learning(request: RoleRequest) -> HttpResponse:
    """What the assessment is, how one's attempts went, and the way to begin or to go on."""
    context = {
        "open": open_attempt(request.role),
        "sent": sent_attempts(request.role),
        "again": may_begin_from(request.role.person, timezone.now()),
        "pass_mark": pass_mark_for(request.role.person),
        "themes": bank().themes,
    }
    return render(request, "academy/learning/learning.jinja", context)


@require_POST
@signed_in(Kind.FACILITATOR)
def begin(request: RoleRequest) -> HttpResponse:
    """Draw the questions, or go on with those that were drawn."""
    trouble = why_refused(lambda: begin_attempt(by=request.role, at=timezone.now()))
    if trouble:
        messages.error(request, trouble)
        return redirect("academy:learning")
    return redirect("academy:attempt")


@EITHER
@signed_in(Kind.FACILITATOR)
def attempt(request: RoleRequest) -> HttpResponse:
    """One page of the attempt, a theme; what is answered is kept, and the next page follows."""
    found = open_attempt(request.role)
    if found is None:
        return redirect("academy:learning")
    parts = parts_of(found)
    number = _page_number(request.GET.get("page", ""), len(parts))
    part = parts[number - 1]
    form = PartForm(given(request), part=part)
    if form.is_valid():
        answers, trouble = form.answers, ""
        trouble = why_refused(lambda: save_answers(attempt=found, answers=answers, by=request.role))
        if trouble:
            messages.error(request, trouble)
            return redirect("academy:learning")
        return redirect(_after(request.POST.get("then", ""), number, len(parts)))
    context = {"form": form, "theme": part.theme, "number": number, "pages": len(parts)}
    return render(request, "academy/learning/attempt.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@signed_in(Kind.FACILITATOR)
def send(request: RoleRequest) -> HttpResponse:
    """What has no answer yet, and the button that sends the attempt."""
    found = open_attempt(request.role)
    if found is None:
        return redirect("academy:learning")
    blanks = ""
    if request.method == "POST":
        with_blanks = request.POST.get("with_blanks") == "yes"
        try:
            send_attempt(attempt=found, by=request.role, at=timezone.now(), with_blanks=with_blanks)
        except BlanksError as error:
            blanks = str(error)
        else:
            return redirect("academy:attempt_result", pk=found.pk)
    context = {"parts": parts_of(found), "blanks": blanks}
    return render(request, "academy/learning/send.jinja", context, status=422 if blanks else 200)


@require_safe
@signed_in(Kind.FACILITATOR)
def result(request: RoleRequest, pk: int) -> HttpResponse:
    """What an attempt of one's own came to, with what was wrong in it explained."""
    found = Attempt.objects.visible_to(request.role).select_related("person").filter(pk=pk).first()
    if found is None or found.sent_at is None:
        raise Http404
    context = {
        "attempt": found,
        "result": result_of(found),
        "again": may_begin_from(request.role.person, timezone.now()),
        "pass_mark": pass_mark_for(request.role.person),
    }
    return render(request, "academy/learning/result.jinja", context)


def _page_number(asked: str, pages: int) -> int:
    """Which page was asked for; the first where it is none of them."""
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 3 and 1 <= int(asked) <= pages else 1


def _after(then: str, number: int, pages: int) -> str:
    """Where to go from a page: on, back, or to the start, by which button was pressed."""
    if then == "later":
        return reverse("academy:learning")
    to = number - 1 if then == "back" else number + 1
    if to > pages:
        return reverse("academy:attempt_send")
    return f"{reverse('academy:attempt')}?page={max(to, 1)}"
