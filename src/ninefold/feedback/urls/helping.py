"""The addresses of help before a 360."""

from django.urls import path

from ninefold.feedback.views import helping

urlpatterns = [
    path("help/", helping.ask, name="help_ask"),
    path("help/waiting/", helping.waiting, name="help_waiting"),
    path("help/<int:pk>/", helping.answer, name="help_answer"),
]
