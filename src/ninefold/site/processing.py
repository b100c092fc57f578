"""The record of processing: what each table is held for, how long, and who sees it; `document` writes it out.

The kinds of information follow from the labels of fields, and the periods from the settings, so that the record says
what the program does. `tools/record-of-processing` writes docs/data-protection/record-of-processing.md from it.
"""

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Activity, Privacy, Processing

PUBLIC_TASK = "public task, UK GDPR Article 6(1)(e)"
ACCOUNTS = Activity(
    "Accounts and roles",
    "Letting people in, knowing what each is here as, and writing to them.",
    PUBLIC_TASK,
    "participants, facilitators, leads, administrators, data protection officers",
)
FEEDBACK = Activity(
    "360-degree feedback",
    "Asking colleagues in confidence how somebody leads, and giving that person a report to develop from.",
    PUBLIC_TASK,
    "participants, and those whom they ask",
)
OPEN_QUESTIONNAIRES = Activity(
    "Answers while a questionnaire is open",
    "Keeping what a rater answers until it is worked, with that of others, into a report.",
    PUBLIC_TASK,
    "those who are asked, and participants",
)
SELF_ASSESSMENT = Activity(
    "Self-assessment",
    "Letting anybody look at how they lead, for themselves alone.",
    PUBLIC_TASK,
    "whoever assesses themselves, with an account or without",
)
FACILITATING = Activity(
    "Facilitated feedback sessions",
    "Finding a facilitator, holding the feedback session, and knowing which facilitators are in practice.",
    PUBLIC_TASK,
    "facilitators and participants",
)
FOLLOWING = Activity(
    "Goals and a later look at them",
    "Helping a participant to act on their report, and to hear whether others notice.",
    PUBLIC_TASK,
    "participants, those whom they asked, and those who support a goal",
)
RUNNING = Activity(
    "Running the service safely",
    "Sending mail, browser sessions, limits on guessing, and showing afterwards who did what.",
    PUBLIC_TASK,
    "everybody who uses the site or gets mail from it",
)
REGISTER = Activity(
    "The register of facilitators",
    "Knowing who may explore a report with somebody, that they are in practice, and how a participant finds them.",
    PUBLIC_TASK,
    "facilitators, and participants who say with whom they cannot work",
)
CPD = Activity(
    "CPD sessions",
    "Telling facilitators of CPD sessions, giving the places in order, and certifying who was there.",
    PUBLIC_TASK,
    "facilitators, and whoever says that they are interested",
)
PLACES = Activity(
    "Nations, regions, organisations and programmes",
    "Knowing where people belong, and whom they can turn to there.",
    PUBLIC_TASK,
    "those who are named as somebody to turn to",
)

_WITH_REPORT = "{reports} months after the close; {ended} months after the closing date if there is no report"
_CASE = "{cases} months after the feedback session or the request"
_CAREER = "{cases} months after the accreditation ended, or what came later; with the account if that is erased before"
_ALWAYS = "as long as the service runs"
_PLACE = "as long as the service runs; who is to be asked there, until somebody else is entered"
_ACCOUNT = "until the person is erased, or {accounts} months after the last sign-in if nothing refers to them"
_NOBODY = "nobody"
_THEIR_LEADS = "themselves, and who leads the region"
_HEAD = (
    "| table | says something of a person | told in confidence, or opens a door | kept | seen by |",
    "|---|---|---|---|---|",
)

PROCESSING = {
    "accounts.Nation": Processing(PLACES, _ALWAYS, "everybody who has signed in"),
    "accounts.Region": Processing(
        PLACES, _PLACE, "everybody who has signed in or is asked there; whom to contact: everybody"
    ),
    "accounts.Organisation": Processing(PLACES, _PLACE, "everybody who has signed in or is asked there"),
    "accounts.Programme": Processing(PLACES, _ALWAYS, "everybody who has signed in"),
    "accounts.Person": Processing(ACCOUNTS, _ACCOUNT, "themselves, and who leads where they are at home"),
    "accounts.Role": Processing(ACCOUNTS, "with the account", "themselves, and who leads where they are at home"),
    "account.EmailAddress": Processing(
        ACCOUNTS,
        "with the account",
        "themselves",
        {"id": OPEN, "user": PERSONAL, "email": PERSONAL, "verified": PERSONAL, "primary": PERSONAL},
    ),
    "account.EmailConfirmation": Processing(
        ACCOUNTS,
        "never written: the program proves addresses by codes of its own",
        _NOBODY,
        {"id": OPEN, "email_address": PERSONAL, "created": PERSONAL, "sent": PERSONAL, "key": CONFIDENTIAL},
    ),
    "auth.Permission": Processing(
        ACCOUNTS, "holds nothing of people", _NOBODY, {"id": OPEN, "name": OPEN, "content_type": OPEN, "codename": OPEN}
    ),
    "auth.Group": Processing(ACCOUNTS, "never written", _NOBODY, {"id": OPEN, "name": OPEN, "permissions": OPEN}),
    "contenttypes.ContentType": Processing(
        RUNNING, "holds nothing of people", _NOBODY, {"id": OPEN, "app_label": OPEN, "model": OPEN}
    ),
    "sessions.Session": Processing(
        RUNNING,
        "12 hours",
        _NOBODY,
        {"session_key": CONFIDENTIAL, "session_data": CONFIDENTIAL, "expire_date": OPEN},
    ),
    "accounts.Message": Processing(RUNNING, "until it is sent, or given up after three days", _NOBODY),
    "accounts.Failures": Processing(RUNNING, "10 minutes", _NOBODY),
    "accounts.AuditEntry": Processing(RUNNING, _ALWAYS, "whoever runs the service; it names nobody"),
    "accounts.AuditPerson": Processing(RUNNING, "until the person is erased", "whoever runs the service"),
    "accounts.AuditChain": Processing(RUNNING, _ALWAYS, "whoever runs the service"),
    "site.WorkerPulse": Processing(RUNNING, "a day", "whoever runs the service"),
    "feedback.Assessment": Processing(
        FEEDBACK,
        f"what it says: {_WITH_REPORT}; that there was one: {_CASE}",
        "the participant, their facilitator; who leads there sees how it stands",
    ),
    "feedback.Rater": Processing(
        FEEDBACK, _WITH_REPORT, "the participant, who checks the list, the facilitator, who leads there; nobody else"
    ),
    "feedback.Report": Processing(
        FEEDBACK,
        "{reports} months after the close",
        "the facilitator from the close, the participant once it is opened",
    ),
    "feedback.QuarantineCase": Processing(
        FEEDBACK,
        "{reports} months after the close",
        "the facilitator who asked, data protection officers of the nation",
    ),
    "feedback.Due": Processing(FEEDBACK, _WITH_REPORT, _NOBODY),
    "feedback.OpenAnswer": Processing(
        OPEN_QUESTIONNAIRES,
        "until the close, at the latest 104 days after the start; one’s own part of a draft with the draft",
        "the rater who wrote it",
    ),
    "keys.SealingKey": Processing(OPEN_QUESTIONNAIRES, "until the close", _NOBODY),
    "feedback.OpenSelfAssessment": Processing(
        SELF_ASSESSMENT,
        "until the browser is closed, at the latest a day after the last answer",
        "whoever sits at the browser in which it was begun; nobody else can open it",
    ),
    "feedback.SelfAssessment": Processing(
        SELF_ASSESSMENT, "until it is deleted, at the latest {reports} months after the last answer", "themselves"
    ),
    "feedback.Facilitation": Processing(FACILITATING, _CASE, "the facilitator, the participant, who leads there"),
    "feedback.SessionTime": Processing(
        FACILITATING, "with the report; {ended} months if nobody picked it", "the facilitator and their participants"
    ),
    "feedback.FacilitatorNote": Processing(
        FACILITATING,
        "six months after the feedback session; with the report if there was none",
        "the facilitator; the participant on request",
    ),
    "feedback.Concern": Processing(FACILITATING, _CASE, "the facilitator, and to whom it was passed on"),
    "feedback.HelpRequest": Processing(
        FACILITATING,
        "with the 360 it is about; {cases} months if there is none",
        "the participant, and who leads the region",
    ),
    "feedback.Proposal": Processing(FACILITATING, "with the request", "the participant, and who leads the region"),
    "feedback.Evaluation": Processing(
        FACILITATING, _ALWAYS, "nobody one by one; added up, from five, who leads the region; it names nobody"
    ),
    "feedback.EvaluationAsked": Processing(FACILITATING, _WITH_REPORT, _NOBODY),
    "academy.RegisterRules": Processing(REGISTER, _ALWAYS, "facilitators and leads"),
    "academy.Registration": Processing(REGISTER, _CAREER, _THEIR_LEADS),
    "academy.Evidence": Processing(REGISTER, _CAREER, _THEIR_LEADS),
    "academy.Leave": Processing(REGISTER, _CAREER, _THEIR_LEADS),
    "academy.StandingTold": Processing(REGISTER, _CAREER, _NOBODY),
    "academy.AuditDraw": Processing(REGISTER, _ALWAYS, "who leads the region"),
    "academy.AuditItem": Processing(REGISTER, _CAREER, _THEIR_LEADS),
    "academy.Attempt": Processing(REGISTER, _CAREER, "themselves; the result, who leads the region"),
    "academy.Profile": Processing(REGISTER, _CAREER, "everybody, while they are accredited and take requests"),
    "academy.Photo": Processing(REGISTER, _CAREER, "everybody, while they are accredited and take requests"),
    "academy.Conflict": Processing(REGISTER, _ACCOUNT, "who declared it"),
    "academy.Certificate": Processing(REGISTER, _CAREER, "themselves, and whoever has the code"),
    "academy.Topic": Processing(CPD, _ALWAYS, "everybody"),
    "academy.Announcement": Processing(CPD, _ALWAYS, "who runs CPD sessions"),
    "academy.CpdSession": Processing(CPD, _ALWAYS, "everybody; the way in, who has a place"),
    "academy.Host": Processing(CPD, _ACCOUNT, "everybody"),
    "academy.Booking": Processing(CPD, _CAREER, "themselves, hosts, and who runs the CPD session"),
    "academy.BookingEvent": Processing(CPD, _CAREER, "themselves, and who runs the CPD session"),
    "academy.AttendanceFile": Processing(CPD, "90 days", "hosts, and who runs the CPD session"),
    "academy.Attendee": Processing(CPD, "90 days", "hosts, and who runs the CPD session"),
    "academy.SessionFeedback": Processing(
        CPD, _ALWAYS, "nobody one by one; added up, from five, who runs the CPD session; it names nobody"
    ),
    "academy.Reflection": Processing(CPD, _CAREER, "themselves"),
    "academy.Interest": Processing(
        CPD,
        "until it is withdrawn, or with the account; two years; 90 days once there is a date; unconfirmed, a week",
        "themselves, and leads",
    ),
    "academy.MailChoice": Processing(CPD, "with the account", "themselves"),
    "academy.Link": Processing(CPD, "until it expires", _NOBODY),
    "feedback.Goal": Processing(FOLLOWING, _WITH_REPORT, "the participant, and those with whom they share it"),
    "feedback.Pulse": Processing(FOLLOWING, _WITH_REPORT, "the participant"),
    "feedback.PulseRater": Processing(FOLLOWING, _WITH_REPORT, _NOBODY),
}


def labels_of(model: type[Model]) -> dict[str, Privacy]:
    """The label of each field of a table; of one that is not ours, as the record has them."""
    own: dict[str, Privacy] | None = getattr(model, "privacy", None)
    return own if own is not None else dict(PROCESSING[model._meta.label].labels)  # noqa: SLF001 - public in Django


def document() -> str:
    """The whole of docs/data-protection/record-of-processing.md, with the periods as this installation is set."""
    activities = list(dict.fromkeys(each.activity for each in PROCESSING.values()))
    return "\n\n".join([*_INTRODUCTION, *(_section(activity) for activity in activities)]) + "\n"


def _section(activity: Activity) -> str:
    rows = [_row(name, held) for name, held in PROCESSING.items() if held.activity == activity]
    facts = (
        f"- **What for:** {activity.purpose}",
        f"- **Lawful basis:** {activity.basis}",
        f"- **Whose:** {activity.whose}",
    )
    return "\n".join([f"## {activity.title}", *facts, "", *_HEAD, *rows])


def _row(name: str, held: Processing) -> str:
    labels = labels_of(apps.get_model(name))
    kinds = [
        ", ".join(sorted(each for each, label in labels.items() if label is kind)) for kind in (PERSONAL, CONFIDENTIAL)
    ]
    kept = held.kept.format(**settings.KEEP_MONTHS)
    return f"| {name} | {kinds[0] or '–'} | {kinds[1] or '–'} | {kept} | {held.seen_by} |"


_INTRODUCTION = (
    "# Record of processing",
    """\
Made by `tools/record-of-processing` from the labels of the tables and the periods that are set; not edited by hand.
It says what the program holds, what for, how long, and who sees it in the program. Whoever runs the databases can
read whatever is not sealed; open answers and mail that waits are.""",
    """\
The controller adds, in a page of its own: its name and contacts and those of its data protection officer; with whom it
shares what and under which agreement; where the machines stand; who hosts them and sends the mail; transfers abroad, if
any; and a basis under Article 9 for what somebody may write of health in a comment or a note.""",
)
