"""The addresses of what follows a report: goals, an appraisal, thanks, a pulse, an earlier 360."""

from django.urls import path

from ninefold.feedback.views import comparisons, evaluations, goals, pulse_answers, pulses

urlpatterns = [
    path("360/<int:pk>/goals/", goals.goals, name="goals"),
    path("360/<int:pk>/goals/<int:position>/", goals.goal, name="goal"),
    path("360/<int:pk>/goals/<int:position>/done/", goals.goal_done, name="goal_done"),
    path("360/<int:pk>/goals/<int:position>/remove/", goals.goal_removed, name="remove_goal"),
    path("360/<int:pk>/appraisal/", goals.appraisal, name="appraisal"),
    path("360/<int:pk>/thanks/", goals.thanks, name="thanks"),
    path("360/<int:pk>/pulse/", pulses.pulse, name="pulse"),
    path("360/<int:pk>/beside/", comparisons.beside, name="beside"),
    path("360/<int:pk>/evaluate/<slug:stage>/", evaluations.evaluate, name="evaluate"),
    path("p/", pulse_answers.enter, name="enter_pulse"),
    path("p/<str:token>/", pulse_answers.door, name="pulse_door"),
    path("pulse/<int:pk>/", pulse_answers.answer, name="answer_pulse"),
]
