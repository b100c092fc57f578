"""The addresses of the model to explore."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
