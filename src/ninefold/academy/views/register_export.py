"""The register of those whom one leads, as a file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.academy.queries.register_export import header, register_table
from ninefold.accounts.acts import document
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.london import london_date
from ninefold.reports.files import MEDIA_TYPES
from ninefold.reports.tables import table_csv, table_xlsx


@require_safe
@signed_in(Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR)
def register_export(request: RoleRequest, form: str) -> HttpResponse:
    """A row for each entry, as it stands today."""
    if form not in ("csv", "xlsx"):
        raise Http404
    today = london_date(timezone.now())
    rows = register_table(request.role, today)
    if form == "csv":
        return document(table_csv(header(), rows), "text/csv; charset=utf-8", f"register-{today}.csv")
    return document(table_xlsx(_("Register"), header(), rows), MEDIA_TYPES["xlsx"], f"register-{today}.xlsx")
