"""The forms around a comment that may have to be withheld: asking, opening it, deciding."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from ninefold.feedback.actions.quarantine import Purpose
from ninefold.feedback.models import QuarantineCase
from ninefold.feedback.models.quarantine import LONGEST_REASON
from ninefold.ui.fields import LinesField

GROUNDS = [(ground.value, capfirst(ground.label)) for ground in QuarantineCase.Ground]
PURPOSES = {
    Purpose.DECIDE: gettext_lazy("To decide on it"),
    Purpose.COMPLAINT: gettext_lazy("Somebody has complained about it, or about what was decided"),
    Purpose.CONCERN: gettext_lazy("Somebody who was told of a concern needs to know what it says"),
    Purpose.LAW: gettext_lazy("A court or the law asks for it"),
}
CHOOSE = gettext_lazy("Choose one.")
WITHHOLD, LEAVE = "withhold", "leave"


class AskForm(forms.Form):
    """On what ground a facilitator asks. There is no room for words, so that nothing of the comment is repeated."""

    ground = forms.ChoiceField(choices=GROUNDS, error_messages={"required": CHOOSE})


class OpenForm(forms.Form):
    """What an officer opens the comment for."""

    purpose = forms.ChoiceField(choices=[*PURPOSES.items()], error_messages={"required": CHOOSE})


class DecideForm(forms.Form):
    """Whether it is withheld, on what ground, and what the facilitator is told of why."""

    decision = forms.ChoiceField(
        choices=[
            (WITHHOLD, gettext_lazy("Withhold it: a sentence stands in its place")),
            (LEAVE, gettext_lazy("Leave it as it is: it is shown as it was written")),
        ],
        error_messages={"required": CHOOSE},
    )
    ground = forms.ChoiceField(choices=GROUNDS, required=False)
    harm = forms.ChoiceField(
        choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))], error_messages={"required": CHOOSE}
    )
    reason = LinesField(
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Say why: the facilitator reads it.")},
    )

    def clean_ground(self) -> str:
        """A comment is withheld on a ground; none is needed to leave it."""
        ground: str = self.cleaned_data["ground"]
        if self.data.get("decision") == WITHHOLD and not ground:
            raise forms.ValidationError(CHOOSE, code="required")
        return ground
