"""The addresses of the room: a list for each part of it."""

from ninefold.academy.urls import (
    afterwards,
    attendance,
    bookings,
    certificates,
    cpd,
    directory,
    explorer,
    in_and_out,
    interest,
    learning,
    register,
    way_on,
)

app_name = "academy"
urlpatterns = [
    *afterwards.urlpatterns,
    *attendance.urlpatterns,
    *bookings.urlpatterns,
    *certificates.urlpatterns,
    *cpd.urlpatterns,
    *directory.urlpatterns,
    *explorer.urlpatterns,
    *in_and_out.urlpatterns,
    *interest.urlpatterns,
    *learning.urlpatterns,
    *register.urlpatterns,
    *way_on.urlpatterns,
]
