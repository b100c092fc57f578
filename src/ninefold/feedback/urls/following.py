"""The addresses of what follows a report: goals, thanks, a pulse, an earlier 360."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
