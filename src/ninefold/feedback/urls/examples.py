"""The addresses of the example reports and of the report made from a file."""

from django.urls import path

from ninefold.feedback.views import examples

urlpatterns = [
    path("examples/", examples.examples, name="examples"),
    path("examples/<slug:slug>/", examples.example, name="example"),
    path("examples/<slug:slug>/report.<slug:kind>", examples.example_file, name="example_file"),
    path("report-from-a-file/", examples.make_report, name="make_report"),
    path("report-from-a-file/questions.csv", examples.question_list, name="question_list"),
    path("report-from-a-file/answers-<slug:form>.csv", examples.answer_template, name="answer_template"),
]
