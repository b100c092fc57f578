"""Bringing in a register that was kept elsewhere: choose a file, look at what it would do, confirm."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ninefold.academy.actions.register_import import Imported, import_register
from ninefold.academy.forms.register_import import (
    MOST_NEW_BY_PAGE,
    ConfirmForm,
    ImportForm,
    read_again,
    seal,
    unseal,
)
from ninefold.academy.queries.leading import regions_of
from ninefold.academy.queries.register_import import does, plan_import
from ninefold.academy.queries.standing import word_for
from ninefold.accounts.acts import EITHER, done
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind, Region
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.core.register_file import COLUMNS
from ninefold.core.table_file import Rows

leads = signed_in(Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR)
MOST_SHOWN = 200


@EITHER
@leads
def register_import(request: RoleRequest) -> HttpResponse:
    """Take a file and show what it would do; nothing is kept yet."""
    sent = request.method == "POST"
    form = ImportForm(regions_of(request.role), request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        try:
            return _shown(request, form.table, form.region_chosen, form.cleaned_data["lapses_before"])
        except NinefoldError as error:
            form.add_error("file", str(error))
    context = {"form": form, "columns": [names[0] for names in COLUMNS.values()]}
    return render(request, "academy/register/import.jinja", context, status=422 if form.is_bound else 200)


@require_POST
@leads
def register_import_confirm(request: RoleRequest) -> HttpResponse:
    """Do what was shown; if it would be something else by now, show it anew."""
    form = ConfirmForm(request.POST)
    try:
        table, number, lapses, digest = unseal(request.role, request.POST.get("sealed", ""))
    except NinefoldError as error:
        again = ImportForm(regions_of(request.role), None)
        context = {"form": again, "columns": [names[0] for names in COLUMNS.values()], "trouble": str(error)}
        return render(request, "academy/register/import.jinja", context, status=422)
    region = next((each for each in regions_of(request.role) if each.pk == number), None)
    if not form.is_valid():
        return _shown(request, table, region, lapses, form=form)
    try:
        told = import_register(
            file=read_again(table),
            by=request.role,
            at=timezone.now(),
            region=region,
            nobody_lapses_before=lapses,
            leave_out=form.cleaned_data["leave_out"],
            shown=digest,
        )
    except NinefoldError as error:
        form.add_error(None, str(error))
        return _shown(request, table, region, lapses, form=form)
    return done(request, _said(told), "academy:register_import")


def _shown(
    request: RoleRequest, table: Rows, region: Region | None, lapses: date | None, form: ConfirmForm | None = None
) -> HttpResponse:
    file, today = read_again(table), london_date(timezone.now())
    plan = plan_import(file, by=request.role, region=region, nobody_lapses_before=lapses, on=today)
    if sum(step.person is None for step in plan.steps) > MOST_NEW_BY_PAGE:
        raise NinefoldError(
            _("More than %(most)s people are new. Divide the file, or use the command at the machine.")
            % {"most": MOST_NEW_BY_PAGE}
        )
    context = {
        "form": form or ConfirmForm(),
        "sealed": seal(request.role, table, region, lapses, plan.digest),
        "plan": plan,
        "faults": plan.faults[:MOST_SHOWN],
        "out": plan.out[:MOST_SHOWN],
        "steps": [step for step in plan.steps if step.changes][:MOST_SHOWN],
        "changing": sum(step.changes for step in plan.steps),
        "new": sum(step.person is None for step in plan.steps),
        "lapses": lapses,
        "ignored": file.ignored,
        "most": MOST_SHOWN,
        "word_for": word_for,
        "does": does,
    }
    refused = form is not None or plan.faults
    return render(request, "academy/register/import_shown.jinja", context, status=422 if refused else 200)


def _said(told: Imported) -> str:
    said = _("Brought in. Rows that changed something: %(changed)s. New people: %(new)s. Rows left out: %(left)s.")
    return said % {"changed": told.changed, "new": told.new, "left": told.left_out}
