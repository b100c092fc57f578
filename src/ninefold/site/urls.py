"""Every address of the site."""

from django.conf import settings
from django.urls import include, path

from ninefold.site import look, views

urlpatterns = [
    path("", views.home, name="home"),
    path("begin/", views.begin, name="begin"),
    path("language/", views.language, name="language"),
    path("", include("ninefold.academy.urls")),
    path("", include("ninefold.feedback.urls")),
    path("account/", include("ninefold.accounts.urls")),
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("look/<slug:mark>/pages.css", look.sheet, name="look"),
    path("look/<slug:mark>/logo", look.logo, name="logo"),
    path("look/<slug:mark>/<path:name>.svg", look.drawing, name="drawing"),
    path("robots.txt", views.robots, name="robots"),
]
if settings.DEMO:
    urlpatterns.append(path("", include("ninefold.accounts.demonstration")))

handler400 = "ninefold.site.errors.bad_request"
handler403 = "ninefold.site.errors.forbidden"
handler404 = "ninefold.site.errors.not_found"
handler500 = "ninefold.site.errors.fault"
