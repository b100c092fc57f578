"""The addresses of the register: one's own standing, and everybody's for those who lead."""

from django.urls import path

from ninefold.academy.views import register, standing

urlpatterns = [
    path("standing/", standing.standing, name="standing"),
    path("register/", register.register, name="register"),
    path("register/rules/", register.register_rules, name="register_rules"),
    path("register/<int:pk>/", register.register_entry, name="register_entry"),
    path("register/<int:pk>/evidence/", register.evidence_enter, name="evidence_enter"),
    path("register/<int:pk>/evidence/<int:evidence>/", register.evidence_take_back, name="evidence_take_back"),
    path("register/<int:pk>/leave/", register.leave_enter, name="leave_enter"),
    path("register/<int:pk>/leave/<int:leave>/", register.leave_end, name="leave_end"),
    path("register/<int:pk>/left/", register.register_leave, name="register_leave"),
]
