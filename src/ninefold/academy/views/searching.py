"""Finding one's way in the model: a search of all its texts, and two dimensions side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ninefold.academy.forms.compare import CompareForm
from ninefold.academy.queries.found import as_typed, found_on_pages
from ninefold.academy.queries.model import model
from ninefold.core.model_search import MOST_LETTERS


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the model says of the words of `q`; without any, the box to type them into."""
    shown = model()
    query = as_typed(request.GET.get("q", ""))
    results = shown.index.search(query)
    context = {
        "model": shown,
        "query": query[:MOST_LETTERS],
        "results": results,
        "groups": found_on_pages(shown, results),
    }
    return render(request, "academy/search.jinja", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two dimensions side by side, chosen in the address; `beside` is one to begin with."""
    shown = model()
    asked = {"first", "second"} & set(request.GET)
    form = CompareForm(shown.framework, request.GET if asked else None, initial={"first": request.GET.get("beside")})
    context = {"model": shown, "form": form, "pair": ()}
    if form.is_valid():
        context["pair"] = tuple(shown.framework.dimension(form.cleaned_data[name]) for name in ("first", "second"))
    status = 422 if form.errors else 200
    return render(request, "academy/side_by_side.jinja", context, status=status)
