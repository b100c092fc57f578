"""The addresses of what a facilitator does."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
