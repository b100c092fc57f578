"""Doing what a page asks for, where it may turn out that it cannot be done; and going on, or giving a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ninefold.accounts.actions.outbox import may_leave_at
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.models import Assessment

EITHER = require_http_methods(["GET", "HEAD", "POST"])
"""For a page that is looked at, and whose form is sent to itself."""


def given(request: HttpRequest) -> QueryDict | None:
    """What was sent with the form; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def why_refused(act: Callable[[], object]) -> str:
    """Do it; why it could not be done, or nothing where it was. Who may not do it at all gets a page that says so."""
    try:
        act()
    except NotAllowedError:
        raise
    except NinefoldError as error:
        return str(error)
    return ""


def done(request: HttpRequest, said: str, page: str, **parts: int | str) -> HttpResponse:
    """On to a page that begins with what was done."""
    messages.success(request, said)
    return redirect(reverse(page, kwargs=parts or None))


def do_and_say(
    request: HttpRequest, act: Callable[[], object], said: str, page: str, **parts: int | str
) -> HttpResponse:
    """Do it, and go on to a page that begins with what was done, or with why it could not be."""
    trouble = why_refused(act)
    if not trouble:
        return done(request, said, page, **parts)
    messages.error(request, trouble)
    return redirect(reverse(page, kwargs=parts or None))


def ask_first(
    request: HttpRequest,
    page: str,
    found: Assessment,
    act: Callable[[], object],
    said: str,
    *,
    back: str,
    possible: bool,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page that says what will happen; by POST it happens and leads back, or the page says why it cannot."""
    trouble = ""
    if request.method == "POST":
        trouble = why_refused(act)
        if not trouble:
            return done(request, said, back, pk=found.pk)
    elif not possible:
        return redirect(back, pk=found.pk)
    told = {**(context or {}), "assessment": found, "trouble": trouble}
    return render(request, f"feedback/{page}.jinja", told, status=422 if trouble else 200)


def leaves_later(posted_at: datetime, at: datetime) -> datetime | None:
    """When mail that was posted at an instant may first leave, if that is still to come; None if it may have left.

    It follows from the clock alone. Which mail waits is asked of no row: how many do would tell how many have answered.
    """
    leaves_at = may_leave_at(posted_at, any_hour=False)
    return leaves_at if leaves_at > at else None


def with_mail_time(said: str, at: datetime) -> str:
    """What was done, and when the mail about it leaves, where that is not now."""
    leaves_at = leaves_later(at, at)
    if leaves_at is None:
        return said
    when = date_format(timezone.localtime(leaves_at), "l j F Y, H:i")
    return f"{said} {_('Mail leaves by day from Monday to Friday: this goes from %(when)s on.') % {'when': when}}"


def document(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that the browser saves and never opens as a page of this site."""
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=named)


def calendar(content: bytes) -> HttpResponse:
    """A calendar file that is saved, or opened by a calendar."""
    return document(content, "text/calendar; charset=utf-8", "feedback-session.ics")
