"""The forms of those who lead on the register: evidence, leave, rules, and which day to look at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.academy.models import Evidence, RegisterRules
from ninefold.accounts.models import LONGEST_NAME
from ninefold.core.register import Rules
from ninefold.ui.fields import DatePartsField, LinesField

NUMBERS = (
    "sessions_needed",
    "window_months",
    "due_soon_days",
    "grace_days",
    "out_after_months",
    "pass_mark",
    "buddied_sessions",
)


class EvidenceForm(forms.Form):
    """One dated thing. A refresher and a CPD session held here enter themselves, and can have been elsewhere too."""

    prefix = "evidence"
    kind = forms.ChoiceField(
        choices=Evidence.Kind.choices,
        error_messages={"required": gettext_lazy("Choose what it is.")},
    )
    happened_on = DatePartsField(error_messages={"required": gettext_lazy("Enter the day.")})
    percent = forms.IntegerField(required=False, min_value=0, max_value=100)
    about = forms.CharField(required=False, max_length=LONGEST_NAME)
    counts = forms.BooleanField(required=False)


class LeaveForm(forms.Form):
    """Leave, and its reason for leads alone."""

    prefix = "leave"
    starts_on = DatePartsField(error_messages={"required": gettext_lazy("Enter the first day.")})
    ends_on = DatePartsField(required=False)
    reason = LinesField(max_length=1000, required=False)


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        max_length=1000, error_messages={"required": gettext_lazy("Give a reason: the facilitator reads it.")}
    )


class EndForm(forms.Form):
    """The last day of leave."""

    prefix = "end"
    ends_on = DatePartsField(error_messages={"required": gettext_lazy("Enter the last day.")})


class DayForm(forms.Form):
    """A day past or to come."""

    on = forms.DateField(
        required=False, error_messages={"invalid": gettext_lazy("This is no day. It should be like 2027-03-31.")}
    )


class RulesForm(forms.Form):
    """The rules of a register."""

    sessions_needed = forms.IntegerField()
    by_cpd_at_most = forms.IntegerField(required=False)
    window_months = forms.IntegerField()
    due_soon_days = forms.IntegerField()
    grace_days = forms.IntegerField()
    out_after_months = forms.IntegerField()
    pass_mark = forms.IntegerField()
    buddied_sessions = forms.IntegerField()
    audit_percent = forms.IntegerField()
    nobody_lapses_before = DatePartsField(required=False)

    def __init__(self, data: Any, row: RegisterRules) -> None:
        initial = {name: getattr(row, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        for name in (*NUMBERS, "audit_percent"):
            self.fields[name].error_messages |= {
                "required": _("Enter a number."),
                "invalid": _("This is no whole number."),
            }

    def rules(self) -> Rules:
        """What a valid form says."""
        given = self.cleaned_data
        return Rules(
            **{name: given[name] for name in NUMBERS},
            by_cpd_at_most=given["by_cpd_at_most"],
            nobody_lapses_before=given["nobody_lapses_before"],
        )
