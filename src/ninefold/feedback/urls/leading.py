"""The addresses of what leads do: how 360s of their place stand, preparing one, people on its list, letters."""

from django.urls import path

from ninefold.feedback.views import leading, leading_acts, leading_people, preparing

urlpatterns = [
    path("programme/", leading.programme, name="programme"),
    path("programme/new/", preparing.prepare_for, name="prepare_for"),
    path("programme/new/person/", preparing.new_participant, name="new_participant"),
    path("programme/new/<int:pk>/", preparing.prepare, name="prepare"),
    path("programme/<int:pk>/", leading.led, name="led"),
    path("programme/<int:pk>/extend/", leading_acts.extend_led, name="extend_led"),
    path("programme/<int:pk>/cancel/", leading_acts.cancel_led, name="cancel_led"),
    path("programme/<int:pk>/ready/", leading_acts.ready, name="say_ready"),
    path("programme/<int:pk>/facilitator/", leading_acts.facilitator, name="give_to_facilitator"),
    path("programme/<int:pk>/people/add/", leading_people.add_person, name="add_person"),
    path("programme/<int:pk>/people/list/", leading_people.add_people, name="add_people"),
    path("programme/<int:pk>/people/<int:rater>/resend/", leading_people.resend, name="resend_invitation"),
    path("programme/<int:pk>/people/<int:rater>/remove/", leading_people.take_off, name="take_off"),
    path("programme/<int:pk>/people/<int:rater>/address/", leading_people.mend, name="mend_led"),
    path("programme/<int:pk>/letters/", leading_people.letters, name="letters"),
]
