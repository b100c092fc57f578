"""The addresses of self-assessments: of the one that is in a browser, and, with a number, of those in an account.

All lie under the path that the cookie of a browser is sent to (`queries.self_assessments.COOKIE_PATH`).
"""

from django.urls import path

from ninefold.feedback.views import self_assessment_pages as pages
from ninefold.feedback.views import self_assessments as views

urlpatterns = [
    path("self-assessment/", views.start, name="self_assessment"),
    path("self-assessment/begin/", views.begin, name="self_assessment_begin"),
    path("self-assessment/keep/", views.keep, name="self_assessment_keep"),
    path("self-assessment/gone/", views.gone, name="self_assessment_gone"),
    path("self-assessment/questions/<str:slug>/", pages.browser_page, name="self_assessment_page"),
    path("self-assessment/save/", pages.browser_save, name="self_assessment_save"),
    path("self-assessment/check/", pages.browser_check, name="self_assessment_check"),
    path("self-assessment/result/", pages.browser_result, name="self_assessment_result"),
    path("self-assessment/result.pdf", pages.browser_pdf, name="self_assessment_pdf"),
    path("self-assessment/plan/", pages.browser_plan, name="self_assessment_plan"),
    path("self-assessment/delete/", pages.browser_delete, name="self_assessment_delete"),
    path("self-assessment/<int:pk>/questions/<str:slug>/", pages.kept_page, name="self_assessment_kept_page"),
    path("self-assessment/<int:pk>/save/", pages.kept_save, name="self_assessment_kept_save"),
    path("self-assessment/<int:pk>/check/", pages.kept_check, name="self_assessment_kept_check"),
    path("self-assessment/<int:pk>/result/", pages.kept_result, name="self_assessment_kept_result"),
    path("self-assessment/<int:pk>/result.pdf", pages.kept_pdf, name="self_assessment_kept_pdf"),
    path("self-assessment/<int:pk>/plan/", pages.kept_plan, name="self_assessment_kept_plan"),
    path("self-assessment/<int:pk>/beside/", views.beside, name="self_assessment_kept_beside"),
    path("self-assessment/<int:pk>/delete/", pages.kept_delete, name="self_assessment_kept_delete"),
]
