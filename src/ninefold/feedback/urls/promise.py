"""The address of the promise."""

from django.urls import path

from ninefold.feedback.views.promise import promise

urlpatterns = [path("promise/", promise, name="promise")]
