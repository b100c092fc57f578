"""The addresses of what a participant does: a 360 from the draft to the goals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
