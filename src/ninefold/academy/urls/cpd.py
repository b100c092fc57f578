"""The addresses of CPD sessions: for everybody, and for those who run them."""

from django.urls import path

from ninefold.academy.views import cpd, manage_cpd, topics

urlpatterns = [
    path("cpd/", cpd.cpd, name="cpd"),
    path("cpd/feed.ics", cpd.cpd_feed, name="cpd_feed"),
    path("cpd/<int:pk>/", cpd.cpd_session, name="cpd_session"),
    path("cpd/<int:pk>/calendar.ics", cpd.cpd_calendar, name="cpd_calendar"),
    path("cpd/manage/", manage_cpd.manage, name="manage_cpd"),
    path("cpd/manage/new/", manage_cpd.new, name="manage_new"),
    path("cpd/manage/announce/", manage_cpd.announce, name="announce"),
    path("cpd/manage/topics/", topics.topics, name="manage_topics"),
    path("cpd/manage/topics/new/", topics.new, name="topic_new"),
    path("cpd/manage/topics/<int:pk>/", topics.topic, name="topic"),
    path("cpd/manage/topics/<int:pk>/retire/", topics.retire, name="topic_retire"),
    path("cpd/manage/<int:pk>/", manage_cpd.session, name="manage_session"),
    path("cpd/manage/<int:pk>/teams/", manage_cpd.teams, name="manage_teams"),
    path("cpd/manage/<int:pk>/cancel/", manage_cpd.cancel, name="manage_cancel_session"),
]
