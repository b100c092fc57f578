"""The addresses of the model to explore. What a dimension cannot be called is told by core.framework.structure."""

from django.urls import path

from ninefold.academy.views import explorer, searching

urlpatterns = [
    path("model/", explorer.explorer, name="explorer"),
    path("model/booklet.pdf", explorer.booklet, name="booklet"),
    path("model/search/", searching.search, name="search"),
    path("model/side-by-side/", searching.compare, name="compare"),
    path("model/situations/", explorer.situations, name="situations"),
    path("model/situations/<slug:slug>/", explorer.situation, name="situation"),
    path("model/<slug:slug>/", explorer.dimension, name="dimension"),
]
