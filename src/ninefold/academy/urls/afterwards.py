"""The addresses of what follows a CPD session."""

from django.urls import path

from ninefold.academy.views import afterwards

urlpatterns = [
    path("cpd/notes/", afterwards.notes, name="reflections"),
    path("cpd/notes/record.txt", afterwards.record, name="cpd_record"),
    path("cpd/<int:pk>/afterwards/", afterwards.afterwards, name="cpd_afterwards"),
    path("cpd/manage/<int:pk>/feedback/", afterwards.opinions, name="cpd_opinions"),
]
