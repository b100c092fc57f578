"""The addresses of a demonstration, for tests that run without that setting."""

from django.urls import include, path

from ninefold.site.urls import handler400, handler403, handler404, handler500
from ninefold.site.urls import urlpatterns as everywhere

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*everywhere, path("", include("ninefold.accounts.demonstration"))]
