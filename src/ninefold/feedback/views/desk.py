"""The desk of regional leads and national administrators: numbers, the list behind each, and both as files."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.academy.models import TimeOfWeek
from ninefold.academy.queries.interest import Demand, demand
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.london import london_date
from ninefold.feedback.queries import desk as queries
from ninefold.feedback.queries.desk_tables import Look, Row, Table
from ninefold.feedback.views.acts import document
from ninefold.reports.tables import table_csv, table_xlsx

DESK = (Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR)
ON_A_PAGE = 100
FIRST_YEAR = 1990
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Where something is done about what is on a list.
ACT_ON = {
    "approvals": "academy:approvals",
    "help": "feedback:help_waiting",
    "cpd-sessions": "academy:manage_cpd",
    "waiting": "academy:manage_cpd",
    "interested": "academy:manage_new",
    "demand": "academy:manage_new",
}
SOUGHT = ("year", "standing", "topic", "time")


@require_safe
@signed_in(*DESK)
def desk(request: RoleRequest) -> HttpResponse:
    """What waits for whom today."""
    look = _look(request)
    context = {
        "place": request.role.scope,
        "is_region": request.role.kind == Kind.REGIONAL_LEAD,
        "figures": _linked(queries.now(look)),
        "year": look.year,
    }
    return render(request, "feedback/leading/desk.jinja", context)


@require_safe
@signed_in(*DESK)
def year(request: RoleRequest) -> HttpResponse:
    """The year in numbers, on one page."""
    look = _look(request)
    context = {
        "place": request.role.scope,
        "year": look.year,
        "this_year": look.this_year,
        "figures": _linked(queries.year(look)),
        "thoughts": queries.thoughts(look),
        "thoughts_address": _address("evaluation", f"year={look.year}"),
        "query": f"year={look.year}",
        "before": _year_address(look.year - 1) if look.year > FIRST_YEAR else "",
        "after": "" if look.this_year else _year_address(look.year + 1),
    }
    return render(request, "feedback/leading/year.jinja", context)


@require_safe
@signed_in(*DESK)
def demanded(request: RoleRequest) -> HttpResponse:
    """How many would come to CPD sessions, by topic and time, each number a link to who they are."""
    rows = [_demand_row(each) for each in demand(request.role)]
    context = {"place": request.role.scope, "rows": rows, "times": [str(time.label) for time in TimeOfWeek]}
    return render(request, "feedback/leading/demand.jinja", context)


@require_safe
@signed_in(*DESK)
def desk_list(request: RoleRequest, of: str) -> HttpResponse:
    """The list behind one number."""
    table = _table_or_404(request, of)
    page = Paginator(table.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "table": table,
        "rows": [_cells(row) for row in page.object_list],
        "name": of,
        "act_on": reverse(ACT_ON[of]) if of in ACT_ON else "",
        "query": _query(request),
        "previous": _way(request, of, page, -1) if page.has_previous() else None,
        "next": _way(request, of, page, 1) if page.has_next() else None,
    }
    return render(request, "feedback/leading/desk_list.jinja", context)


@require_safe
@signed_in(*DESK)
def desk_file(request: RoleRequest, of: str, kind: str) -> HttpResponse:
    """The same as a file, all of it."""
    table = _table_or_404(request, of)
    rows = [row.cells for row in table.rows]
    if kind == "csv":
        return document(table_csv(table.header, rows), "text/csv; charset=utf-8", f"{of}.csv")
    if kind == "xlsx":
        return document(table_xlsx(table.title, table.header, rows), XLSX, f"{of}.xlsx")
    raise Http404


def _look(request: RoleRequest) -> Look:
    """What is looked for, by the address; a year that is none is the one that runs."""
    at, sought = timezone.now(), {name: request.GET.get(name, "") for name in SOUGHT}
    this_year, asked = london_date(at).year, sought.pop("year")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else this_year
    return Look(request.role, at, number if FIRST_YEAR <= number <= this_year else this_year, **sought)


def _table_or_404(request: RoleRequest, name: str) -> Table:
    table = queries.table_named(name, _look(request))
    if table is None:
        raise Http404
    return table


def _linked(figures: list[queries.Figure]) -> list[tuple[queries.Figure, str]]:
    return [(each, _address(each.of, each.query)) for each in figures]


def _address(of: str, query: str = "") -> str:
    path = reverse("feedback:demand") if of == "demand" else reverse("feedback:desk_list", kwargs={"of": of})
    return f"{path}?{query}" if query else path


def _year_address(number: int) -> str:
    return f"{reverse('feedback:year')}?year={number}"


def _demand_row(found: Demand) -> dict[str, Any]:
    by_time = [
        (str(time.label), found.by_time[time], _address("interested", urlencode({"topic": found.topic, "time": time})))
        for time in TimeOfWeek
        if found.by_time[time]
    ]
    address = _address("interested", urlencode({"topic": found.topic}))
    return {"title": found.title, "count": found.count, "address": address, "by_time": by_time}


def _cells(row: Row) -> tuple[tuple[Any, ...], str]:
    return tuple(row.cells), reverse(row.page, kwargs=dict(row.parts)) if row.page else ""


def _query(request: RoleRequest) -> str:
    return urlencode({name: request.GET[name] for name in SOUGHT if request.GET.get(name)})


def _way(request: RoleRequest, of: str, page: Page[Row], step: int) -> tuple[str, str]:
    """The page before or after, with what was looked for."""
    number = page.number + step
    said = _("Page %(number)s of %(all)s") % {"number": number, "all": page.paginator.num_pages}
    sought = "&".join(filter(None, (_query(request), f"page={number}")))
    return said, _address(of, sought)
