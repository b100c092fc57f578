"""The addresses of the example reports and of the report made from a file."""

from django.urls import path

from ninefold.feedback import views

app_name = "feedback"
urlpatterns = [
    path("examples/", views.examples, name="examples"),
    path("examples/<slug:slug>/", views.example, name="example"),
    path("examples/<slug:slug>/report.<slug:kind>", views.example_file, name="example_file"),
    path("report-from-a-file/", views.make_report, name="make_report"),
    path("report-from-a-file/questions.csv", views.question_list, name="question_list"),
    path("report-from-a-file/answers-<slug:form>.csv", views.answer_template, name="answer_template"),
]
