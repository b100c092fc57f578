"""The addresses of the room: a list for each part of it."""

from ninefold.feedback.urls import (
    assessments,
    examples,
    facilitating,
    following,
    leading,
    promise,
    quarantine,
    rating,
    self_assessments,
)

app_name = "feedback"
urlpatterns = [
    *examples.urlpatterns,
    *assessments.urlpatterns,
    *rating.urlpatterns,
    *facilitating.urlpatterns,
    *following.urlpatterns,
    *leading.urlpatterns,
    *promise.urlpatterns,
    *quarantine.urlpatterns,
    *self_assessments.urlpatterns,
]
