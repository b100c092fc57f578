"""The addresses by which the register comes in and goes out."""

from django.urls import path

from ninefold.academy.views import register_audits, register_export, register_import, sessions_elsewhere

urlpatterns = [
    path("standing/elsewhere/", sessions_elsewhere.sessions_elsewhere, name="sessions_elsewhere"),
    path("standing/audit/<int:pk>/", register_audits.own_audit, name="own_audit"),
    path("register/audits/", register_audits.audits, name="audits"),
    path("register/audits/<int:pk>/", register_audits.audit_item, name="audit_item"),
    path("register/approvals/", sessions_elsewhere.approvals, name="approvals"),
    path("register/export.<str:form>", register_export.register_export, name="register_export"),
    path("register/import/", register_import.register_import, name="register_import"),
    path("register/import/confirm/", register_import.register_import_confirm, name="register_import_confirm"),
]
