"""The rules of an academy's register: set for a region by its leads, for a nation by its administrators."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.register_import import check_lapses_before
from ninefold.academy.models import RegisterRules
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Kind, Nation, Region, Role
from ninefold.accounts.policies import By, NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.register import Rules

# What is sane: the least and the most of each number.
BOUNDS = {
    "sessions_needed": (1, 24),
    "window_months": (6, 36),
    "due_soon_days": (14, 180),
    "grace_days": (0, 365),
    "out_after_months": (12, 60),
    "pass_mark": (50, 100),
    "buddied_sessions": (0, 10),
}


@transaction.atomic
def set_rules(*, body: Nation | Region, rules: Rules, audit_percent: int, by: By, at: datetime) -> RegisterRules:
    """Set the rules of a region, or of a nation for its regions without their own.

    Raises NinefoldError for a number beyond its bounds; NotAllowedError for who does not lead the region or nation.
    """
    _check_leads(by, body)
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(rules, name) <= most:
            raise NinefoldError(_("%(name)s should be from %(least)s to %(most)s.") % _told(name, least, most))
    if rules.by_cpd_at_most is not None and not 0 <= rules.by_cpd_at_most <= rules.sessions_needed:
        raise NinefoldError(_("By CPD there can be at most as many as are needed."))
    if rules.out_after_months < rules.window_months:
        raise NinefoldError(_("The assessment is asked for again only after the window of months has passed."))
    if not 0 <= audit_percent <= 100:
        raise NinefoldError(_("The share that is audited should be from 0 to 100 per cent."))
    check_lapses_before(rules.nobody_lapses_before, at)
    of = {"region": body} if isinstance(body, Region) else {"nation": body}
    row, _made = RegisterRules.objects.update_or_create(
        **of,
        defaults={
            **{name: getattr(rules, name) for name in BOUNDS},
            "by_cpd_at_most": rules.by_cpd_at_most,
            "nobody_lapses_before": rules.nobody_lapses_before,
            "audit_percent": audit_percent,
        },
    )
    record(by=by, at=at, what="set rules", on=row)
    return row


def _check_leads(by: By, body: Nation | Region) -> None:
    if not isinstance(by, Role):
        return
    nation = body if isinstance(body, Nation) else body.nation
    leads_nation = by.kind == Kind.NATIONAL_ADMINISTRATOR and by.nation_id == nation.pk
    leads_region = by.kind == Kind.REGIONAL_LEAD and isinstance(body, Region) and by.region_id == body.pk
    if by.ended_at is not None or not (leads_nation or leads_region):
        raise NotAllowedError(_("Only those who lead %(body)s set the rules of its register.") % {"body": body})


def _told(name: str, least: int, most: int) -> dict[str, object]:
    names = {
        "sessions_needed": _("The number of feedback sessions"),
        "window_months": _("The window of months"),
        "due_soon_days": _("The days in which a standing is due soon"),
        "grace_days": _("The days of grace"),
        "out_after_months": _("The months until the assessment is asked for again"),
        "pass_mark": _("The pass mark in per cent"),
        "buddied_sessions": _("The number of first feedback sessions with a buddy"),
    }
    return {"name": names[name], "least": least, "most": most}
