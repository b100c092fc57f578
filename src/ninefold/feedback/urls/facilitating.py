"""The addresses of a facilitator, and of what a participant does with theirs: the feedback session, the report."""

from django.urls import path

from ninefold.feedback.views import facilitating, facilitating_report, feedback_session, own_report, session_times

urlpatterns = [
    path("facilitating/", facilitating.cases, name="cases"),
    path("facilitating/times/", session_times.times, name="session_times"),
    path("facilitating/times/<int:pk>/withdraw/", session_times.withdraw, name="withdraw_time"),
    path("facilitating/<int:pk>/", facilitating.facilitation, name="facilitation"),
    path("facilitating/<int:pk>/accept/", facilitating.accept, name="accept_request"),
    path("facilitating/<int:pk>/decline/", facilitating.decline, name="decline_request"),
    path("facilitating/<int:pk>/first-talk/", facilitating.first_talk, name="first_talk"),
    path("facilitating/<int:pk>/notes/", facilitating.notes, name="notes"),
    path("facilitating/<int:pk>/call-off/", session_times.call_off_case, name="call_off_case"),
    path("facilitating/<int:pk>/feedback-session.ics", session_times.case_calendar, name="case_calendar"),
    path("facilitating/<int:pk>/concern/", facilitating_report.concern, name="concern"),
    path("facilitating/<int:pk>/preparation/", facilitating_report.preparation, name="preparation"),
    path("facilitating/<int:pk>/report/", facilitating_report.report, name="case_report"),
    path("facilitating/<int:pk>/report.pdf", facilitating_report.report_pdf, name="case_report_pdf"),
    path("facilitating/<int:pk>/session/", facilitating_report.opening, name="opening"),
    path("facilitating/<int:pk>/session/<slug:anchor>/", facilitating_report.part, name="part"),
    path("facilitating/<int:pk>/held/", facilitating_report.held, name="mark_held"),
    path("360/<int:pk>/feedback-session/", feedback_session.choose, name="feedback_session"),
    path("360/<int:pk>/feedback-session/call-off/", feedback_session.call_off_own, name="call_off_own"),
    path("360/<int:pk>/feedback-session.ics", feedback_session.own_calendar, name="own_calendar"),
    path("360/<int:pk>/session-held/", feedback_session.session_held, name="session_held"),
    path("360/<int:pk>/report/", own_report.report, name="own_report"),
    path("360/<int:pk>/report/opened/", own_report.opened, name="opened"),
    path("360/<int:pk>/report.<slug:kind>", own_report.report_file, name="own_report_file"),
]
