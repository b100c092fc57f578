"""The addresses of what a rater does, without an account, and of the participant's own part."""

from django.urls import path

from ninefold.feedback.views import rating_entry as entry

urlpatterns = [
    path("r/", entry.enter, name="enter"),
    path("r/<str:token>/", entry.door, name="door"),
    path("check-a-mail/", entry.check_a_mail, name="check_a_mail"),
    path("feedback/<int:pk>/unlock/", entry.unlock, name="unlock"),
]
