"""The pages that lead on, from files of words, and whom to ask."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ninefold.academy.page_files.library import Page
from ninefold.academy.page_files.links import SHIPPED
from ninefold.academy.queries import way_on
from ninefold.accounts.models import Person


@require_safe
def words(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages that every academy has."""
    return _page(request, _page_or_404(name))


@require_safe
def own_words(request: HttpRequest, slug: str) -> HttpResponse:
    """A page that this academy has added."""
    page = _page_or_404(slug)
    return redirect(page.address) if slug in SHIPPED else _page(request, page)


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to ask, region by region, the own one first."""
    person = request.user if isinstance(request.user, Person) else None
    context = {"asks": way_on.whom_to_ask(person), "academys_address": way_on.academys_address()}
    return _page(request, _page_or_404("contact"), "academy/contact.jinja", context)


def _page_or_404(name: str) -> Page:
    page = way_on.page_of(name)
    if page is None:
        raise Http404
    return page


def _page(
    request: HttpRequest, page: Page, template: str = "academy/page.jinja", more: Mapping[str, object] | None = None
) -> HttpResponse:
    parts = [heading for heading in page.headings if heading.level == 2]
    context = {
        "page": page,
        "lang": way_on.lang_of(page),
        "parts": parts if len(parts) >= way_on.FEWEST_PARTS else [],
        "ways": way_on.ways_on(page),
    }
    return render(request, template, {**context, **(more or {})})
