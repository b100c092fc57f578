"""What is said where a link in a mail of this room opens nothing. Those that try many are told to wait."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ninefold.academy.models import Link
from ninefold.accounts.limits import TooManyFailuresError, check_not_too_many, note_failure, visitor

WRONG_LINK, MOST_FROM_ONE_PLACE = "academy-link", 20  # in ten minutes; a right link opens all the same


def unknown_link(request: HttpRequest, at: datetime) -> HttpResponse:
    """The page for a link that is none, or none any more."""
    who = visitor(request)
    try:
        check_not_too_many(WRONG_LINK, who, at=at, most=MOST_FROM_ONE_PLACE)
    except TooManyFailuresError:
        return _page(
            request,
            429,
            _("Too many links that open nothing"),
            _("Several came from your network in a short time. The right link opens at any time: copy all of it."),
        )
    note_failure(WRONG_LINK, who, at=at)
    return _page(
        request,
        404,
        _("This link opens nothing"),
        _("Perhaps part of it was cut off: copy all of it from the mail. If it is old, what it was for is over."),
    )


def somebody_elses(request: HttpRequest, link: Link) -> HttpResponse | None:
    """The page for who is signed in and opens a link that was sent to somebody else; nothing for anybody else."""
    if not request.user.is_authenticated or request.user.pk == link.person_id:
        return None
    return _page(
        request,
        403,
        _("This link was sent to somebody else"),
        _("It acts for the person to whom the mail went, so it does nothing for you. Sign out if that is you as well."),
    )


def _page(request: HttpRequest, status: int, heading: str, text: str) -> HttpResponse:
    context = {"heading": heading, "text": text}
    return render(request, "academy/booking/link_trouble.jinja", context, status=status)
