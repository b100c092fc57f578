"""The addresses of the room: a list for each part of it."""

from ninefold.feedback.urls import (
    assessments,
    desk,
    examples,
    facilitating,
    following,
    helping,
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
    *helping.urlpatterns,
    *leading.urlpatterns,
    *desk.urlpatterns,
    *promise.urlpatterns,
    *quarantine.urlpatterns,
    *self_assessments.urlpatterns,
]
