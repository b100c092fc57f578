"""The addresses of the register."""

from django.urls import path

from ninefold.academy.views import standing

urlpatterns = [path("standing/", standing.standing, name="standing")]
