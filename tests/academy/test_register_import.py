"""A register is brought in: shown first, all of it or nothing, twice is once, and nobody falls out by surprise."""

from datetime import date

import pytest

from ninefold.academy.actions.register import count_feedback_session
from ninefold.academy.actions.register_import import Imported, OtherThanShownError, import_register
from ninefold.academy.models import Evidence, Leave, RegisterRules, Registration
from ninefold.academy.queries.register_import import Plan, plan_import
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.policies import By, NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.register import Standing
from ninefold.core.register_file import RegisterFile, read_register
from ninefold.core.table_file import read_table
from tests.world import NOON, OPERATOR, World

HEAD = "name,email,region,accredited on,sessions,refresher,leave,left on\n"
FELIX = "Felix Achterberg,felix.achterberg@example.org,,2020-05-01,2025-11-03,,,\n"
NEW = "Noor Haddad,noor@new.example,Trent Valley Hospitals,2021-01-31,,2023-02-01,2025-01-01 to 2025-06-30,\n"
SAFE = date(2026, 9, 1)


def file(*rows: str) -> RegisterFile:
    return read_register(read_table((HEAD + "".join(rows)).encode()), NOON.date())


def plan(world: World, *rows: str, lapses: date | None = None) -> Plan:
    return plan_import(file(*rows), by=world.midlands_lead, region=None, nobody_lapses_before=lapses, on=NOON.date())


def bring(
    by: By, *rows: str, lapses: date | None = None, leave_out: bool = False, shown: str | None = None
) -> Imported:
    return import_register(
        file=file(*rows), by=by, at=NOON, nobody_lapses_before=lapses, leave_out=leave_out, shown=shown
    )


def test_a_dry_run_says_what_each_row_would_do_and_keeps_nothing(world: World) -> None:
    known, new = plan(world, FELIX, NEW).steps
    assert (known.person, new.person, new.home) == (world.facilitator.person, None, world.trent)
    assert known.evidence == (
        (Evidence.Kind.ACCREDITED, date(2020, 5, 1)),
        (Evidence.Kind.FEEDBACK_SESSION, date(2025, 11, 3)),
    )
    assert not Registration.objects.exists()
    assert not Person.objects.get_queryset().filter(email="noor@new.example").exists()


def test_who_would_be_out_of_practice_is_shown_first_and_who_is_kept_by_a_date(world: World) -> None:
    long_out = "Al Long,al@new.example,,2019-01-01,,,,\n"
    shown = plan(world, NEW, long_out, FELIX, lapses=SAFE)
    assert [step.row.name for step in shown.out] == ["Al Long", "Felix Achterberg", "Noor Haddad"]
    first = shown.out[0]
    assert first.by_itself.standing is Standing.OUT_OF_ACCREDITATION
    assert first.after.standing is Standing.ACCREDITED


def test_confirmed_people_roles_evidence_and_leave_are_there_and_the_date_holds(world: World) -> None:
    assert bring(world.midlands_lead, FELIX, NEW, lapses=SAFE) == Imported(changed=2, new=1, left_out=0)
    noor = Person.objects.get_queryset().get(email="noor@new.example")
    assert Role.objects.running().get(person=noor).kind == Kind.FACILITATOR
    assert noor.organisation == world.trent
    assert Evidence.objects.filter(registration__person=noor).count() == 2
    assert Leave.objects.get().ends_on == date(2025, 6, 30)
    assert RegisterRules.objects.get(region=world.midlands).nobody_lapses_before == SAFE
    assert AuditEntry.objects.filter(what="import entry").count() == 2


def test_twice_is_once(world: World) -> None:
    bring(world.midlands_lead, FELIX, NEW, lapses=SAFE)
    before = list(Evidence.objects.values_list("pk", flat=True))
    assert bring(world.midlands_lead, FELIX, NEW, lapses=SAFE) == Imported(changed=0, new=0, left_out=0)
    assert list(Evidence.objects.values_list("pk", flat=True)) == before
    assert AuditEntry.objects.filter(what="keep everybody until").count() == 1


def test_what_the_site_has_counted_itself_is_not_doubled(world: World) -> None:
    held = NOON.replace(year=2025, month=11, day=3)
    count_feedback_session(facilitator=world.facilitator.person, held_at=held, source="facilitation:1", at=NOON)
    bring(world.midlands_lead, FELIX)
    assert Evidence.objects.filter(kind=Evidence.Kind.FEEDBACK_SESSION).count() == 1


def test_a_file_with_a_fault_brings_in_nothing_until_such_rows_are_left_out_on_purpose(world: World) -> None:
    bad = "Bo,not an address,,,,,,\n"
    with pytest.raises(NinefoldError, match="row 3: “not an address” is not an e-mail address"):
        bring(world.midlands_lead, FELIX, bad)
    assert not Registration.objects.exists()
    assert bring(world.midlands_lead, FELIX, bad, leave_out=True) == Imported(changed=1, new=0, left_out=1)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Grace Mensah,grace.mensah@example.org,,,,,,\n", "at home elsewhere"),
        ("=1+1,bo@new.example,,,,,,\n", "“=1+1” is not a name"),
        ("Bo,bo@new.example,Nowhere,,,,,\n", "“Nowhere” is no region or organisation here"),
        ("Bo,bo@new.example,Ribble Community Care,,,,,\n", "is no region or organisation here"),
        ("Rosa Lindqvist,rosa.lindqvist@example.org,,,,,,\n", "Nobody makes a facilitator of themselves"),
    ],
)
def test_a_lead_brings_in_only_their_own_region_and_never_themselves(world: World, row: str, said: str) -> None:
    (fault,) = plan(world, row).faults
    assert fault.number == 2
    assert said in fault.what


def test_a_lead_who_is_a_facilitator_brings_in_nothing_for_themselves(world: World) -> None:
    lead = world.midlands_lead
    grant_role(person=lead.person, kind=Kind.FACILITATOR, scope=None, by=OPERATOR, at=NOON)
    own = f"{lead.person.name},{lead.person.email},,2020-05-01,,,,\n"
    (fault,) = plan(world, own).faults
    assert "Nobody decides about their own entry" in fault.what
    bring(world.administrator, own)
    assert not plan(world, own).faults  # as an export has it: nothing that is not there


def test_a_fault_in_the_middle_of_keeping_undoes_all_of_it(world: World) -> None:
    with pytest.raises(NinefoldError, match="Row 3: A name cannot hold"):
        bring(world.midlands_lead, FELIX, "www.bad.example,bo@new.example,,,,,,\n")
    assert not Registration.objects.exists()


def test_what_is_no_longer_as_it_was_shown_is_refused(world: World) -> None:
    shown = plan(world, FELIX).digest
    bring(world.administrator, FELIX)
    with pytest.raises(OtherThanShownError):
        bring(world.midlands_lead, FELIX, shown=shown)


def test_only_regional_leads_administrators_and_the_machine_bring_in(world: World) -> None:
    for by in (world.trent_lead, world.facilitator, world.data_protection_officer):
        with pytest.raises(NotAllowedError):
            bring(by, FELIX)
    assert bring(OPERATOR, FELIX).changed == 1


def test_a_date_that_would_switch_the_register_off_is_refused(world: World) -> None:
    with pytest.raises(NinefoldError, match="within the next 36 months"):
        bring(world.midlands_lead, FELIX, lapses=date(2036, 1, 1))
