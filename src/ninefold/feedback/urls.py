"""The addresses of the example reports and of the report made from a file."""

from django.urls import path

from ninefold.feedback import views

app_name = "feedback"
urlpatterns = [
    path("examples/", views.examples, name="examples"),
    path("examples/<slug:slug>/", views.example, name="example"),
    path("report-from-a-file/", views.make_report, name="make_report"),
]
