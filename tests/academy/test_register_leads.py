"""The register as those who lead keep it: everybody on a day, corrections, leave, rules, reminders."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.actions.register_leave import end_leave, enter_leave, leave_register, return_to_register
from ninefold.academy.actions.register_rules import set_rules
from ninefold.academy.jobs.register import remind_of_standing
from ninefold.academy.models import Evidence, Leave, RegisterRules, StandingTold
from ninefold.academy.queries.standing import entry_for, standing_of
from ninefold.academy.queries.standings import people_held_back
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind, Role
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.register import Rules, Standing
from tests.academy.cpd import make_facilitator
from tests.support.post import posted
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)


def signed(role: Role) -> Client:
    client = Client()
    client.force_login(role.person)
    return client


def read(address: str, role: Role, *, status: int = 200) -> str:
    answer = signed(role).get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def accredited(world: World, on: date, name: str = "Rita Ozturk") -> Role:
    role = make_facilitator(name, world.trent)
    at = datetime.combine(on, datetime.min.time(), timezone.get_default_timezone()) + timedelta(hours=12)
    enter_evidence(person=role.person, kind=Evidence.Kind.ACCREDITED, happened_on=on, by=OPERATOR, at=at)
    return role


def test_a_lead_sees_the_facilitators_of_the_region_whose_standing_ends_soonest_first(world: World) -> None:
    accredited(world, date(2026, 3, 1), "Later Ending")
    accredited(world, date(2025, 9, 1), "Sooner Ending")
    page = read("/register/?on=2026-05-20", world.midlands_lead)
    assert page.index("Sooner Ending") < page.index("Later Ending") < page.index("Felix Achterberg")
    assert "Grace Mensah" not in page
    assert "Grace Mensah" in read("/register/", world.administrator)


def test_who_can_still_keep_their_standing_comes_before_who_has_been_out_for_years(world: World) -> None:
    accredited(world, date(2019, 3, 1), "Long Out")
    accredited(world, date(2024, 11, 1), "Otto Out")
    accredited(world, date(2026, 3, 1), "Anna Accredited")
    page = read("/register/?on=2026-05-20", world.midlands_lead)
    assert page.index("Anna Accredited") < page.index("Otto Out") < page.index("Long Out")


def test_the_list_is_narrowed_by_standing_and_by_words_of_the_name_or_place(world: World) -> None:
    accredited(world, date(2026, 3, 1), "Anna Accredited")
    accredited(world, date(2024, 11, 1), "Otto Out")
    out = read("/register/?on=2026-05-20&standing=out_of_practice", world.midlands_lead)
    assert "Otto Out" in out
    assert "Anna Accredited" not in out
    assert "Anna Accredited" in read("/register/?on=2026-05-20&name=trent+anna", world.midlands_lead)
    assert "Nobody fits" in read("/register/?name=zzz", world.midlands_lead)


def test_an_entry_shows_how_somebody_stands_on_any_day_with_the_reason(world: World) -> None:
    role = accredited(world, date(2026, 3, 1))
    page = f"/register/{role.person.pk}/"
    assert "That is because you were accredited on 1 March 2026" in read(f"{page}?on=2026-05-20", world.midlands_lead)
    assert "Out of practice" in read(f"{page}?on=2027-09-01", world.midlands_lead)
    read(page, world.north_west_lead, status=404)
    read(page, world.facilitator, status=403)


def test_evidence_is_taken_back_with_a_reason_and_stays_in_sight(world: World) -> None:
    role = accredited(world, date(2026, 3, 1))
    row = Evidence.objects.get(registration__person=role.person)
    client = signed(world.midlands_lead)
    page = f"/register/{role.person.pk}/evidence/{row.pk}/"
    assert client.post(page, {"reason": ""}).status_code == 422
    client.post(page, {"reason": "It was somebody else."})
    assert standing_of(role.person, DAY) == Standing.TRAINEE
    assert "Taken back: It was somebody else." in read(f"/register/{role.person.pk}/", world.midlands_lead)
    assert signed(world.north_west_lead).post(page, {"reason": "No."}).status_code == 404


def test_leave_stops_the_clock_and_its_reason_is_seen_by_leads_alone(world: World) -> None:
    role = accredited(world, date(2026, 3, 1))
    enter_leave(
        person=role.person,
        starts_on=date(2026, 6, 1),
        ends_on=date(2026, 8, 31),
        reason="A new child.",
        by=world.midlands_lead,
        at=timezone.now(),
    )
    assert entry_for(role.person, DAY).position.holds_until == date(2027, 6, 1)
    assert "A new child." in read(f"/register/{role.person.pk}/", world.midlands_lead)
    own = read("/standing/", role)
    assert "1 June 2026" in own
    assert "A new child." not in own


def test_leave_that_overlaps_or_ends_before_it_begins_is_refused(world: World) -> None:
    role = accredited(world, date(2026, 3, 1))

    def leave(first: date, last: date | None) -> None:
        enter_leave(
            person=role.person, starts_on=first, ends_on=last, reason="", by=world.midlands_lead, at=timezone.now()
        )

    with pytest.raises(NinefoldError, match="should end after it begins"):
        leave(date(2026, 6, 2), date(2026, 6, 1))
    leave(date(2026, 6, 1), None)
    for first, last in ((date(2026, 7, 1), None), (date(2026, 5, 1), date(2026, 6, 1))):
        with pytest.raises(NinefoldError, match="overlap with other leave"):
            leave(first, last)
    leave(date(2026, 1, 1), date(2026, 1, 31))
    with pytest.raises(NinefoldError, match="overlap with other leave"):
        end_leave(
            leave=Leave.objects.get(starts_on=date(2026, 1, 1)),
            ends_on=date(2026, 6, 1),
            by=world.midlands_lead,
            at=timezone.now(),
        )
    assert Leave.objects.count() == 2


def test_nobody_corrects_their_own_entry_or_that_of_another_region(world: World) -> None:
    role = accredited(world, date(2026, 3, 1))
    for by in (role, world.north_west_lead, world.trent_lead):
        with pytest.raises(NotAllowedError):
            leave_register(person=role.person, by=by, at=timezone.now())
    grant_role(person=world.midlands_lead.person, kind=Kind.FACILITATOR, scope=None, by=OPERATOR, at=timezone.now())
    kind, at = Evidence.Kind.ACCREDITED, timezone.now()
    for by, person in ((world.midlands_lead, world.midlands_lead.person), (world.trent_lead, role.person)):
        with pytest.raises(NotAllowedError):
            enter_evidence(person=person, kind=kind, happened_on=date(2026, 4, 1), by=by, at=at)


def test_what_was_taken_back_by_mistake_is_entered_anew_and_counts(world: World) -> None:
    role = accredited(world, date(2026, 3, 1))
    Evidence.objects.update(taken_back_at=timezone.now(), reason="A slip.")
    assert standing_of(role.person, DAY) == Standing.TRAINEE
    for _twice in range(2):
        enter_evidence(
            person=role.person,
            kind=Evidence.Kind.ACCREDITED,
            happened_on=date(2026, 3, 1),
            by=world.midlands_lead,
            at=timezone.now(),
        )
    assert standing_of(role.person, DAY) == Standing.ACCREDITED
    assert Evidence.objects.count() == 2


def test_who_leaves_the_register_comes_back_as_their_evidence_says(world: World) -> None:
    role = accredited(world, timezone.now().date() - timedelta(days=10))
    leave_register(person=role.person, by=world.midlands_lead, at=timezone.now())
    today = timezone.now().date()
    assert standing_of(role.person, today) == Standing.WITHDRAWN
    return_to_register(person=role.person, by=world.midlands_lead, at=timezone.now())
    assert standing_of(role.person, today) == Standing.ACCREDITED


def test_a_region_s_rules_come_before_its_nation_s_and_those_before_the_shipped(world: World) -> None:
    role = accredited(world, date(2026, 3, 1))
    at = timezone.now()

    def ends() -> date | None:
        return entry_for(role.person, DAY).position.holds_until

    assert ends() == date(2027, 3, 1)
    set_rules(body=world.nation, rules=Rules(window_months=18), audit_percent=5, by=world.administrator, at=at)
    assert ends() == date(2027, 9, 1)
    set_rules(body=world.midlands, rules=Rules(window_months=6), audit_percent=5, by=world.midlands_lead, at=at)
    assert ends() == date(2026, 9, 1)
    assert RegisterRules.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        Rules(sessions_needed=0),
        Rules(grace_days=400),
        Rules(sessions_needed=2, by_cpd_at_most=3),
        Rules(window_months=36, out_after_months=24),
        Rules(nobody_lapses_before=date.max),
        Rules(buddied_sessions=11),
    ],
)
def test_rules_beyond_their_bounds_are_refused(world: World, wrong: Rules) -> None:
    with pytest.raises(NinefoldError):
        set_rules(body=world.midlands, rules=wrong, audit_percent=5, by=world.midlands_lead, at=timezone.now())
    assert not RegisterRules.objects.exists()


def test_rules_are_set_on_a_page_by_those_who_lead_there(world: World) -> None:
    given = {
        "sessions_needed": "3",
        "by_cpd_at_most": "1",
        "window_months": "12",
        "due_soon_days": "90",
        "grace_days": "90",
        "out_after_months": "24",
        "pass_mark": "80",
        "audit_percent": "10",
        "buddied_sessions": "11",
    }
    refused = signed(world.midlands_lead).post("/register/rules/", given)
    said = "The number of first feedback sessions with a buddy should be from 0 to 10."
    assert (refused.status_code, said in refused.content.decode()) == (422, True)
    signed(world.midlands_lead).post("/register/rules/", {**given, "buddied_sessions": "2"})
    row = RegisterRules.objects.get()
    assert row.buddied_sessions == 2
    assert (row.region, row.sessions_needed, row.by_cpd_at_most) == (world.midlands, 3, 1)
    for role in (world.north_west_lead, world.trent_lead):
        with pytest.raises(NotAllowedError):
            set_rules(body=world.midlands, rules=Rules(), audit_percent=5, by=role, at=timezone.now())


def subjects(role: Role) -> list[str]:
    return [mail.subject for mail in posted(role.person.email)]


def test_a_facilitator_is_reminded_at_90_30_and_7_days_and_when_grace_begins_each_once(world: World) -> None:
    now = timezone.now()
    ends = now.date() + timedelta(days=100)
    role = accredited(world, ends - timedelta(days=365))
    ends = entry_for(role.person, now.date()).position.holds_until or ends
    for left, mails in ((95, 0), (90, 1), (89, 1), (30, 2), (7, 3), (1, 3), (-1, 4), (-2, 4)):
        at = now + timedelta(days=(ends - now.date()).days - left)
        for _double_sweep in range(2):
            remind_of_standing(at)
        assert len(subjects(role)) == mails, left
    assert "until" in subjects(role)[0]
    assert "run out" in subjects(role)[3]


def test_where_due_soon_is_a_shorter_time_the_reminders_come_as_early_all_the_same(world: World) -> None:
    set_rules(
        body=world.midlands, rules=Rules(due_soon_days=14), audit_percent=5, by=world.midlands_lead, at=timezone.now()
    )
    role = accredited(world, timezone.now().date() - timedelta(days=280))
    remind_of_standing(timezone.now())
    assert len(subjects(role)) == 1


def test_who_comes_upon_several_marks_at_once_is_reminded_once(world: World) -> None:
    now = timezone.now()
    role = accredited(world, now.date() - timedelta(days=355))
    remind_of_standing(now)
    assert len(subjects(role)) == 1
    assert StandingTold.objects.filter(registration__person=role.person).count() > 1


def test_nobody_on_leave_or_gone_is_reminded(world: World) -> None:
    now = timezone.now()
    on_leave = accredited(world, now.date() - timedelta(days=330), "On Leave")
    gone = accredited(world, now.date() - timedelta(days=330), "Gone Away")
    enter_leave(
        person=on_leave.person,
        starts_on=now.date() - timedelta(days=1),
        ends_on=now.date() + timedelta(days=1),
        reason="",
        by=world.midlands_lead,
        at=now,
    )
    leave_register(person=gone.person, by=world.midlands_lead, at=now)
    assert remind_of_standing(now) == 0


def test_in_grace_and_beyond_nobody_is_held_out_to_participants_and_an_academy_without_a_register_goes_on(
    world: World,
) -> None:
    in_grace = accredited(world, date(2025, 4, 20), "In Grace")
    fine = accredited(world, date(2026, 3, 1), "All Fine")
    people = [in_grace.person.pk, fine.person.pk, world.facilitator.person.pk]
    assert people_held_back(people, DAY) == {in_grace.person.pk}
