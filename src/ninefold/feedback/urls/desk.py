"""The addresses of the desk of regional leads and national administrators."""

from django.urls import path

from ninefold.feedback.views import desk

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/year/", desk.year, name="year"),
    path("desk/demand/", desk.demanded, name="demand"),
    path("desk/<slug:of>/", desk.desk_list, name="desk_list"),
    path("desk/<slug:of>.<slug:kind>", desk.desk_file, name="desk_file"),
]
