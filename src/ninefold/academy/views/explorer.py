"""The model to explore: the whole of it, each dimension, and the situations that lead to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ninefold.academy.queries.model import model
from ninefold.core.framework.model import Dimension, Situation

Entry = TypeVar("Entry", Dimension, Situation)


@require_safe
def explorer(request: HttpRequest) -> HttpResponse:
    """The model as a whole."""
    return render(request, "academy/explorer.jinja", {"model": model()})


@require_safe
def dimension(request: HttpRequest, slug: str) -> HttpResponse:
    """One dimension, all of it."""
    shown = model()
    found = shown.dimension(slug)
    if found is None:
        raise Http404
    before, after = _neighbours(shown.framework.dimensions, found)
    context = {"model": shown, "dimension": found, "before": before, "after": after}
    return render(request, "academy/dimension.jinja", context)


@require_safe
def situations(request: HttpRequest) -> HttpResponse:
    """The situations to choose from; nothing is here where the framework tells none."""
    shown = model()
    if not shown.framework.situations:
        raise Http404
    return render(request, "academy/situations.jinja", {"model": shown})


@require_safe
def situation(request: HttpRequest, slug: str) -> HttpResponse:
    """One situation, and the dimensions that matter in it."""
    shown = model()
    found = shown.situation(slug)
    if found is None:
        raise Http404
    before, after = _neighbours(shown.framework.situations, found)
    context = {"model": shown, "situation": found, "before": before, "after": after}
    return render(request, "academy/situation.jinja", context)


@require_safe
def booklet(_request: HttpRequest) -> HttpResponse:
    """The whole model as a PDF to keep or to print."""
    shown = model()
    response = HttpResponse(shown.booklet, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{shown.framework.id}.pdf"'
    return response


def _neighbours(entries: Sequence[Entry], entry: Entry) -> tuple[Entry | None, Entry | None]:
    """The entries before and after this one; none beyond the ends."""
    at = entries.index(entry)
    before = entries[at - 1] if at else None
    after = entries[at + 1] if at + 1 < len(entries) else None
    return before, after
