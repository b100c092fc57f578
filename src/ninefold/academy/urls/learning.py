"""The addresses of the e-learning assessment."""

from django.urls import path

from ninefold.academy.views import learning

urlpatterns = [
    path("learning/", learning.learning, name="learning"),
    path("learning/begin/", learning.begin, name="learning_begin"),
    path("learning/attempt/", learning.attempt, name="attempt"),
    path("learning/attempt/send/", learning.send, name="attempt_send"),
    path("learning/attempt/<int:pk>/", learning.result, name="attempt_result"),
]
