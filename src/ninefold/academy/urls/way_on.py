"""The addresses of the pages that lead on, and of whom to ask."""

from django.urls import URLPattern, path

from ninefold.academy.views import way_on

urlpatterns: list[URLPattern] = [
    path("about-360/", way_on.words, {"name": "about-360"}, name="about_360"),
    path("for-raters/", way_on.words, {"name": "for-raters"}, name="for_raters"),
    path("for-facilitators/", way_on.words, {"name": "for-facilitators"}, name="for_facilitators"),
    path("for-organisations/", way_on.words, {"name": "for-organisations"}, name="for_organisations"),
    path("contact/", way_on.contact, name="contact"),
    path("accessibility/", way_on.words, {"name": "accessibility"}, name="accessibility"),
    path("privacy/", way_on.words, {"name": "privacy"}, name="privacy"),
    path("cookies/", way_on.words, {"name": "cookies"}, name="cookies"),
    path("terms/", way_on.words, {"name": "terms"}, name="terms"),
    path("pages/<slug:slug>/", way_on.own_words, name="page"),
]
