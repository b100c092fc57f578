"""How far something is, as the tables hold it and pages say it. Which moves there are: `core.lifecycles`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssessmentState(models.TextChoices):
    """How far a 360 is."""

    DRAFT = "draft", _("being set up")
    OPEN = "open", _("open for answers")
    CLOSED = "closed", _("closed: the report waits for the feedback session")
    OPENED = "opened", _("report opened")
    ARCHIVED = "archived", _("archived")
    TOO_FEW = "too_few", _("ended: too few answers")
    CANCELLED = "cancelled", _("cancelled")


class RaterState(models.TextChoices):
    """How far an invitation is: all that may be told of one person before the close."""

    NOMINATED = "nominated", _("not invited yet")
    INVITED = "invited", _("invited")
    OPENED = "opened", _("opened")
    BOUNCED = "bounced", _("not delivered")
    WITHDRAWN = "withdrawn", _("withdrawn")


class FacilitationState(models.TextChoices):
    """How far a facilitator's part in a 360 is."""

    REQUESTED = "requested", _("asked")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    LAPSED = "lapsed", _("not answered in time")
    ARRANGED = "arranged", _("feedback session arranged")
    SHARING = "sharing", _("report opened in the feedback session")
    HELD = "held", _("held")
    COUNTED = "counted", _("held and counted")
    REPLACED = "replaced", _("handed over")


# Asked for or taken on, and not ended; of each 360 there is at most one of these at a time.
TAKEN_ON = (
    FacilitationState.ACCEPTED,
    FacilitationState.ARRANGED,
    FacilitationState.SHARING,
    FacilitationState.HELD,
    FacilitationState.COUNTED,
)
RUNNING = (FacilitationState.REQUESTED, *TAKEN_ON)

# How far a 360 that is not over has come: people can be asked and can answer, a facilitator can be found, it goes on.
BEFORE_CLOSE = (AssessmentState.DRAFT, AssessmentState.OPEN)
BEFORE_OPENING = (*BEFORE_CLOSE, AssessmentState.CLOSED)
UNDER_WAY = (*BEFORE_OPENING, AssessmentState.OPENED)
# Taken on, before the report is opened in the feedback session.
NOT_BEGUN = (FacilitationState.ACCEPTED, FacilitationState.ARRANGED)
