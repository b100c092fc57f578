"""The addresses by which hosts say who was at a CPD session."""

from django.urls import path

from ninefold.academy.views import attendance

urlpatterns = [
    path("cpd/manage/<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("cpd/manage/<int:pk>/attendance/list/", attendance.give_list, name="attendance_list"),
    path("cpd/manage/<int:pk>/attendance/times/", attendance.times, name="attendance_times"),
    path("cpd/manage/<int:pk>/attendance/present/", attendance.present, name="attendance_present"),
    path("cpd/manage/<int:pk>/attendance/present/<int:booking>/", attendance.unmark, name="attendance_unmark"),
    path("cpd/manage/<int:pk>/attendance/count/", attendance.count, name="attendance_count"),
    path("cpd/manage/<int:pk>/attendance/undo/", attendance.undo, name="attendance_undo"),
    path("cpd/manage/<int:pk>/attendance/<int:attendee>/whose/", attendance.match, name="attendance_match"),
]
