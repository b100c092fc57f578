"""The addresses of what a rater does, without an account."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
