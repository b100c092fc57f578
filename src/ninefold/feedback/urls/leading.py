"""The addresses of what leads do: how 360s of their place stand, lists, letters."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
