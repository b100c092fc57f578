"""Every address of the site."""

from django.urls import include, path

from ninefold.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("ninefold.feedback.urls")),
]
