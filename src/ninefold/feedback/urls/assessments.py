"""The addresses of what a participant does up to the close, and of the check of their list."""

from django.urls import path

from ninefold.feedback.views import assessments, choosing, list_checks, raters, running

urlpatterns = [
    path("360/", assessments.assessments, name="assessments"),
    path("360/new/", assessments.new_assessment, name="new_assessment"),
    path("360/choose/<int:number>/", choosing.choose_for_mine, name="choose_for_mine"),
    path("360/<int:pk>/", assessments.assessment, name="assessment"),
    path("360/<int:pk>/settings/", assessments.settings, name="assessment_settings"),
    path("360/<int:pk>/wants/", assessments.wants, name="wants"),
    path("360/<int:pk>/facilitator/", choosing.choose_facilitator, name="choose_facilitator"),
    path("360/<int:pk>/colleagues/", raters.colleagues, name="colleagues"),
    path("360/<int:pk>/colleagues/add/", raters.add_one, name="add_colleague"),
    path("360/<int:pk>/colleagues/list/", raters.add_list, name="add_colleagues"),
    path("360/<int:pk>/colleagues/list/keep/", raters.keep_list, name="keep_colleagues"),
    path("360/<int:pk>/colleagues/check/", raters.ask_check, name="ask_for_check"),
    path("360/<int:pk>/colleagues/<int:rater>/", raters.change, name="change_colleague"),
    path("360/<int:pk>/colleagues/<int:rater>/withdraw/", raters.withdraw, name="withdraw_colleague"),
    path("360/<int:pk>/colleagues/<int:rater>/address/", raters.mend, name="mend_address"),
    path("360/<int:pk>/list/", list_checks.list_check, name="list_check"),
    path("360/<int:pk>/tell/", running.tell_colleagues, name="tell_colleagues"),
    path("360/<int:pk>/start/", running.start, name="start"),
    path("360/<int:pk>/remind/", running.remind, name="remind"),
    path("360/<int:pk>/extend/", running.extend_once, name="extend"),
    path("360/<int:pk>/close-early/", running.close_now, name="close_early"),
    path("360/<int:pk>/cancel/", running.cancel, name="cancel"),
]
