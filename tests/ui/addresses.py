"""Addresses of the site, with a page of all parts and a place that keeps what is saved, for tests alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import include, path

from tests.ui.parts import page

SAVED: list[tuple[str, list[str]]] = []  # every field that came, in the order in which it came
ANSWERS: list[tuple[int, str]] = []  # what to answer to the next of them; after those each is kept


def all_parts(request: HttpRequest) -> HttpResponse:
    """The page as it is met, or with the faults of what was sent."""
    if request.method == "POST":
        return HttpResponse(page(request.POST, request), status=422)
    return HttpResponse(page(None, request))


def rater(request: HttpRequest) -> HttpResponse:
    """A page of questions alone, which is also the place that saves and that takes the whole form."""
    return HttpResponse(page(None, request, "rater.jinja"))


def save(request: HttpRequest) -> HttpResponseBase:
    """Keeps one field, or answers what the test says."""
    status, text = ANSWERS.pop(0) if ANSWERS else (204, "")
    if status < 300:
        names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
        SAVED.extend((name, request.POST.getlist(name)) for name in names)
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("all-parts/", all_parts),
    path("rater/", rater),
    path("save/", save),
    path("", include("ninefold.site.urls")),
]
