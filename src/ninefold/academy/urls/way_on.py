"""The addresses of the pages that lead on, and of whom to ask."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
