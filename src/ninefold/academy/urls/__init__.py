"""The addresses of the room: a list for each part of it."""

from ninefold.academy.urls import explorer, way_on

app_name = "academy"
urlpatterns = [*explorer.urlpatterns, *way_on.urlpatterns]
