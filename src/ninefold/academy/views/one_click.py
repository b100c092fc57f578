"""Ending mail in one click, as RFC 8058 has it: a mail program sends the POST, with no cookie and no page before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]


def one_click(end: Callable[[str, datetime], bool]) -> Callable[[View], View]:
    """For a page that is opened by the token in its address: let one click end the mail that it is about.

    `end` does it and says whether the token led to anything. The token is the secret, so this one POST needs no token
    of a form, and can do nothing else; whatever else is sent to the page needs one, as to every page.
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @wraps(view)
        def enter(request: HttpRequest, /, token: str) -> HttpResponse:
            if not _is_one_click(request):
                return protected(request, token=token)
            if end(token, timezone.now()):
                return _plain(_("You get no more mail of this kind."), 200)
            return _plain(_("This link is over. The newest mail has another."), 404)

        return csrf_exempt(enter)

    return decorate


def _is_one_click(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.dict() == {"List-Unsubscribe": "One-Click"}


def _plain(said: str, status: int) -> HttpResponse:
    return HttpResponse(f"{said}\n", content_type="text/plain; charset=utf-8", status=status)
