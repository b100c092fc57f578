"""The example reports, and a report made from a file of answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def examples(request: HttpRequest) -> HttpResponse:
    """The example reports to choose from."""
    return render(request, "feedback/examples.jinja")


def example(request: HttpRequest, slug: str) -> HttpResponse:
    """One example report."""
    return render(request, "feedback/examples.jinja", {"slug": slug})


def make_report(request: HttpRequest) -> HttpResponse:
    """The form that takes a file of answers."""
    return render(request, "feedback/make_report.jinja")
