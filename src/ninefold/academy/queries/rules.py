"""The rules by which somebody's standing is worked out: their region's own, else its nation's, else those shipped."""

from ninefold.academy.models import RegisterRules
from ninefold.accounts.models import Person, Region
from ninefold.core.register import SHIPPED, Rules


def region_of(person: Person) -> Region | None:
    """The region in which somebody is at home."""
    return person.region if person.organisation is None else person.organisation.region


def rules_of(person: Person) -> Rules:
    """The rules that hold for somebody; those shipped where they are at home nowhere."""
    region = region_of(person)
    return SHIPPED if region is None else rules_for(region)


def rules_for(region: Region) -> Rules:
    """The rules that hold in a region."""
    rows = {row.region_id: row for row in RegisterRules.objects.filter(region=region)}
    row = rows.get(region.pk) or RegisterRules.objects.filter(nation=region.nation_id).first()
    return SHIPPED if row is None else core_rules(row)


def rules_in(region: Region) -> RegisterRules:
    """The rules that hold in a region, as a row: its own, else a new one like its nation's or those shipped."""
    own = RegisterRules.objects.filter(region=region).first()
    if own is not None:
        return own
    row = RegisterRules.objects.filter(nation=region.nation_id).first() or RegisterRules()
    row.pk, row.nation, row.region = None, None, region
    row._state.adding = True  # noqa: SLF001 - Django's own way to copy a row
    return row


def core_rules(row: RegisterRules) -> Rules:
    """The rules of a row as standing is worked out by them."""
    return Rules(
        sessions_needed=row.sessions_needed,
        by_cpd_at_most=row.by_cpd_at_most,
        window_months=row.window_months,
        due_soon_days=row.due_soon_days,
        grace_days=row.grace_days,
        out_after_months=row.out_after_months,
        pass_mark=row.pass_mark,
        buddied_sessions=row.buddied_sessions,
        nobody_lapses_before=row.nobody_lapses_before,
    )
