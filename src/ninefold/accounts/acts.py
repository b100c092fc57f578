"""What views of every room do: what a page asks for, where it may turn out that it cannot be done; and a file."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError

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


def document(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that the browser saves and never opens as a page of this site."""
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=named)
