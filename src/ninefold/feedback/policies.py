"""Who may do what with a 360. `check_can_x` raises NotAllowedError with the reason; `accounts.policies.can` asks."""

from django.utils.translation import gettext as _

from ninefold.accounts.models import Kind, Role
from ninefold.accounts.policies import By, NotAllowedError, Operator
from ninefold.feedback.models import Assessment, Facilitation, QuarantineCase
from ninefold.feedback.models.states import TAKEN_ON


def is_participant(by: By, assessment: Assessment) -> bool:
    """Whether this is the participant of the 360, here as one."""
    return isinstance(by, Role) and _runs(by, Kind.PARTICIPANT) and by.person_id == assessment.participant_id


def leads(by: By, assessment: Assessment) -> bool:
    """Whether this is a lead of the programme, organisation or region of the 360, and not its participant."""
    if not isinstance(by, Role) or by.person_id == assessment.participant_id:
        return False
    region = assessment.home_region
    return any(
        (
            _runs(by, Kind.PROGRAMME_LEAD) and by.programme_id == assessment.programme_id is not None,
            _runs(by, Kind.ORGANISATION_LEAD) and by.organisation_id == assessment.organisation_id is not None,
            _runs(by, Kind.REGIONAL_LEAD) and region is not None and by.region_id == region.pk,
        )
    )


def facilitates(by: By, assessment: Assessment) -> bool:
    """Whether this is the facilitator who has taken on the 360."""
    if not isinstance(by, Role) or not _runs(by, Kind.FACILITATOR) or by.person_id == assessment.participant_id:
        return False
    return Facilitation.objects.taken_on().filter(assessment=assessment, facilitator=by.person_id).exists()


def check_is_participant(by: By, assessment: Assessment) -> None:
    """What only the participant does: start it, answer about oneself, close it early, set goals."""
    if not is_participant(by, assessment):
        raise NotAllowedError(_("Only the person whom this 360 is about may do that."))


def check_can_set_up(by: By, assessment: Assessment) -> None:
    """A 360 is set up by its participant, or prepared for them by a lead."""
    if not (is_participant(by, assessment) or leads(by, assessment)):
        raise NotAllowedError(_("Only the person whom this 360 is about, or whoever leads there, may do that."))


def check_can_check_list(by: By, assessment: Assessment) -> None:
    """A list of raters is looked at by somebody other than the participant: the facilitator, or a lead."""
    if not (facilitates(by, assessment) or leads(by, assessment)):
        raise NotAllowedError(
            _("The list is checked by the facilitator who accepted, or by whoever leads; nobody checks their own.")
        )


def check_can_keep_going(by: By, assessment: Assessment) -> None:
    """Extending, cancelling, sending again, mending an address: the participant, a lead, or the program itself."""
    if not isinstance(by, Operator):
        check_can_set_up(by, assessment)


def check_is_facilitator(by: By, facilitation: Facilitation) -> None:
    """What only the facilitator of a case does, as long as the case is theirs."""
    if not (
        isinstance(by, Role)
        and _runs(by, Kind.FACILITATOR)
        and by.person_id == facilitation.facilitator_id
        and facilitation.state in TAKEN_ON
    ):
        raise NotAllowedError(_("Only the facilitator who has taken this on may do that."))


def check_is_asked(by: By, facilitation: Facilitation) -> None:
    """A request is answered by the facilitator who was asked."""
    if not (isinstance(by, Role) and _runs(by, Kind.FACILITATOR) and by.person_id == facilitation.facilitator_id):
        raise NotAllowedError(_("Only the facilitator who was asked may do that."))


def check_is_officer(by: By, case: QuarantineCase) -> None:
    """Opening a doubted comment and deciding on it: a data protection officer of the nation.

    Never about a report on oneself, nor where one asked oneself.
    """
    region = case.assessment.home_region
    if not (
        isinstance(by, Role)
        and _runs(by, Kind.DATA_PROTECTION_OFFICER)
        and region is not None
        and by.nation_id == region.nation_id
        and by.person_id not in (case.assessment.participant_id, case.asked_by_id)
    ):
        raise NotAllowedError(
            _("Only the data protection officer there may do that, and not in a case that is their own.")
        )


def check_leads(by: By, assessment: Assessment) -> None:
    """Printing letters, giving a case to another, saying that it is ready: whoever leads, and never oneself."""
    if not leads(by, assessment):
        raise NotAllowedError(_("Only those who lead the programme, organisation or region may do that."))


def check_can_replace_facilitator(by: By, assessment: Assessment) -> None:
    """A case is given to another facilitator by who leads the programme, organisation or region, not by oneself."""
    if not isinstance(by, Operator):
        check_leads(by, assessment)


def _runs(by: Role, kind: Kind) -> bool:
    return by.kind == kind and by.ended_at is None
