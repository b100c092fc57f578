"""The addresses of comments that may have to be withheld: of the facilitator, and of the data protection officer."""

from django.urls import path

from ninefold.feedback.views import quarantine

urlpatterns = [
    path("facilitating/<int:pk>/comments/", quarantine.comments, name="comments"),
    path("facilitating/<int:pk>/comments/<int:place>/", quarantine.ask, name="ask_to_look"),
    path("quarantine/", quarantine.cases, name="quarantine"),
    path("quarantine/<int:pk>/", quarantine.case, name="quarantine_case"),
    path("quarantine/<int:pk>/decide/", quarantine.decide, name="quarantine_decide"),
]
