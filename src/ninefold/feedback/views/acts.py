"""Doing what a page asks for, where it may turn out that it cannot be done; and going on, or giving a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import may_leave_at
from ninefold.accounts.acts import EITHER, do_and_say, document, done, given, why_refused
from ninefold.feedback.models import Assessment

__all__ = [
    "EITHER",
    "ask_first",
    "calendar",
    "do_and_say",
    "document",
    "done",
    "given",
    "leaves_later",
    "why_refused",
    "with_mail_time",
]


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


def calendar(content: bytes) -> HttpResponse:
    """A calendar file that is saved, or opened by a calendar."""
    return document(content, "text/calendar; charset=utf-8", "feedback-session.ics")
