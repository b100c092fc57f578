"""The addresses of places in CPD sessions: one's own, those of links in mails, those of staff."""

from django.urls import path

from ninefold.academy.views import booking_links, bookings, places

urlpatterns = [
    path("cpd/mine/", bookings.bookings, name="bookings"),
    path("cpd/link/<str:token>/", booking_links.by_link, name="cpd_by_link"),
    path("cpd/offer/<str:token>/", booking_links.offer, name="offer"),
    path("cpd/<int:pk>/book/", bookings.book, name="cpd_book"),
    path("cpd/<int:pk>/cancel/", bookings.cancel, name="cpd_cancel"),
    path("cpd/<int:pk>/substitute/", bookings.hand_on, name="cpd_substitute"),
    path("cpd/<int:pk>/answer/", bookings.answer, name="cpd_answer"),
    path("cpd/manage/<int:pk>/places/", places.places, name="manage_places"),
    path("cpd/manage/<int:pk>/places/book/", places.book_for, name="manage_book"),
    path("cpd/manage/<int:pk>/places/capacity/", places.capacity, name="manage_capacity"),
    path("cpd/manage/<int:pk>/places/<int:booking>/cancel/", places.cancel_for, name="manage_cancel"),
]
