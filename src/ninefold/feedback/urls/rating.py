"""The addresses of what a rater does, without an account, and of the participant's own part.

A page of the questionnaire stands where no other word does: `queries.questionnaires.RESERVED` keeps them apart.
"""

from django.urls import path

from ninefold.feedback.views import own_part, rating
from ninefold.feedback.views import rating_choices as choices
from ninefold.feedback.views import rating_entry as entry

urlpatterns = [
    path("r/", entry.enter, name="enter"),
    path("r/<str:token>/", entry.door, name="door"),
    path("check-a-mail/", entry.check_a_mail, name="check_a_mail"),
    path("feedback/", choices.asked_by, name="asked_by"),
    path("feedback/leave/", choices.leave, name="leave"),
    path("feedback/left/", choices.left, name="left"),
    path("feedback/<int:pk>/", rating.welcome, name="welcome"),
    path("feedback/<int:pk>/unlock/", entry.unlock, name="unlock"),
    path("feedback/<int:pk>/group/", choices.group, name="rating_group"),
    path("feedback/<int:pk>/address/", choices.address, name="rating_address"),
    path("feedback/<int:pk>/code/", choices.code, name="rating_code"),
    path("feedback/<int:pk>/decline/", choices.declining, name="rating_decline"),
    path("feedback/<int:pk>/shared/", choices.shared, name="rating_shared"),
    path("feedback/<int:pk>/save/", rating.save, name="rating_save"),
    path("feedback/<int:pk>/check/", rating.check, name="rating_check"),
    path("feedback/<int:pk>/sent/", rating.sent, name="rating_sent"),
    path("feedback/<int:pk>/take-back/", rating.take_back, name="rating_take_back"),
    path("feedback/<int:pk>/<str:slug>/", rating.page, name="rating_page"),
    path("360/<int:pk>/own-part/", own_part.start, name="own_part"),
    path("360/<int:pk>/own-part/save/", own_part.save, name="own_part_save"),
    path("360/<int:pk>/own-part/check/", own_part.check, name="own_part_check"),
    path("360/<int:pk>/own-part/sent/", own_part.sent, name="own_part_sent"),
    path("360/<int:pk>/own-part/self-assessment/", own_part.use_self_assessment, name="own_part_self_assessment"),
    path("360/<int:pk>/own-part/take-back/", own_part.take_back, name="own_part_take_back"),
    path("360/<int:pk>/own-part/<str:slug>/", own_part.page, name="own_part_page"),
]
