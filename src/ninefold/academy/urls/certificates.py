"""The addresses of certificates."""

from django.urls import path

from ninefold.academy.views import certificates

urlpatterns = [
    path("certificates/", certificates.check, name="certificate_check"),
    path("certificates/new/", certificates.make, name="certificate_make"),
    path("certificates/<str:code>.pdf", certificates.pdf, name="certificate_pdf"),
]
