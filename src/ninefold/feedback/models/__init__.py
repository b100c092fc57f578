"""The tables of the room."""

from ninefold.feedback.models.assessments import Assessment, Report
from ninefold.feedback.models.due import Due
from ninefold.feedback.models.facilitations import (
    Concern,
    Facilitation,
    FacilitatorNote,
    SessionTime,
)
from ninefold.feedback.models.goals import MOST_GOALS, Goal, Pulse, PulseRater
from ninefold.feedback.models.helping import Evaluation, EvaluationAsked, HelpRequest, Proposal
from ninefold.feedback.models.open_answers import OpenAnswer
from ninefold.feedback.models.quarantine import QuarantineCase
from ninefold.feedback.models.raters import Rater
from ninefold.feedback.models.self_assessments import OpenSelfAssessment, SelfAssessment
from ninefold.feedback.models.states import AssessmentState, FacilitationState, RaterState

__all__ = [
    "MOST_GOALS",
    "Assessment",
    "AssessmentState",
    "Concern",
    "Due",
    "Evaluation",
    "EvaluationAsked",
    "Facilitation",
    "FacilitationState",
    "FacilitatorNote",
    "Goal",
    "HelpRequest",
    "OpenAnswer",
    "OpenSelfAssessment",
    "Proposal",
    "Pulse",
    "PulseRater",
    "QuarantineCase",
    "Rater",
    "RaterState",
    "Report",
    "SelfAssessment",
    "SessionTime",
]
