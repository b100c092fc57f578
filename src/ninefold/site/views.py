"""The pages of the roof."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """What this is, and the ways in."""
    return render(request, "site/home.jinja")
