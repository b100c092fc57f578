"""The form of a topic of CPD sessions."""

from django import forms
from django.utils.translation import gettext_lazy

from ninefold.academy.actions.topics import LONGEST_ABOUT, Saying
from ninefold.accounts.models import LONGEST_NAME
from ninefold.ui.fields import LinesField


class TopicForm(forms.Form):
    """What is said of a topic."""

    title = forms.CharField(
        max_length=LONGEST_NAME, error_messages={"required": gettext_lazy("Give the topic a name.")}
    )
    about = LinesField(max_length=LONGEST_ABOUT, error_messages={"required": gettext_lazy("Say what it is about.")})
    counts_as_session = forms.BooleanField(required=False)

    def saying(self) -> Saying:
        """What a valid form says."""
        return Saying(**self.cleaned_data)
