"""The addresses of the room: a list for each part of it."""

from ninefold.academy.urls import explorer, register, way_on

app_name = "academy"
urlpatterns = [*explorer.urlpatterns, *register.urlpatterns, *way_on.urlpatterns]
