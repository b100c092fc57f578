"""The addresses of the directory."""

from django.urls import path

from ninefold.academy.views import conflicts, directory

urlpatterns = [
    path("facilitators/", directory.directory, name="directory"),
    path("facilitators/<int:pk>/", directory.profile_public, name="profile_public"),
    path("facilitators/<int:pk>/photo", directory.photo, name="photo"),
    path("profile/", directory.own_profile, name="own_profile"),
    path("profile/conflicts/", conflicts.conflicts, name="conflicts"),
    path("profile/conflicts/<int:pk>/withdraw/", conflicts.withdraw, name="conflict_withdraw"),
    path("profile/photo/", directory.own_photo, name="own_photo"),
]
