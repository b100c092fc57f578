"""Who is who in the demonstration, as plain data: places, what they offer, people and what they are here as.

Everybody is invented. Addresses end in .example, which nobody can own; telephone numbers are of the range that the
regulator keeps free for stories.
"""

from dataclasses import dataclass

from ninefold.accounts.models import Kind

NATION = "England"


@dataclass(frozen=True, slots=True)
class Place:
    """A region, or with `region` an organisation in it, and what it offers to those who take part in a 360.

    `contact` is of a region: the name, address and telephone number of whom anybody may ask about the service there.
    """

    key: str
    name: str
    domain: str
    speak_up: str
    support: str
    ask: tuple[str, str]
    region: str = ""
    contact: tuple[str, str, str] = ("", "", "")
    ods_code: str = ""
    every_list_checked: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A programme of an organisation."""

    key: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person with an account. `place` is where they are at home; each role is a kind and the place it is for.

    `try_this` is what the sign-in page says of them: what whoever comes in as them finds.
    """

    name: str
    place: str
    roles: tuple[tuple[Kind, str], ...] = ()
    try_this: str = ""

    @property
    def key(self) -> str:
        """What stories call them."""
        return self.name.partition(" ")[0].lower()


PLACES = (
    Place(
        key="midlands",
        name="Midlands",
        domain="midlands.example",
        speak_up=(
            "If somebody is in danger now, ring 999. Otherwise the guardian for the Midlands, Oluchi Grant, listens in "
            "confidence on 01632 960120, or write to speak.up@midlands.example."
        ),
        support=(
            "A report can be a lot to take in. The Midlands support line has somebody to talk to every day from 8 to 8 "
            "on 01632 960121, and coaches who make time within a week."
        ),
        ask=("Patrick Meadows", "ask.about.360@midlands.example"),
        contact=("Harpreet Sandhu", "leadership@midlands.example", "01632 960122"),
    ),
    Place(
        key="north_west",
        name="North West",
        domain="north-west.example",
        speak_up=(
            "If somebody is in danger now, ring 999. Otherwise the guardian for the North West, Tessa Booth, listens "
            "in confidence on 01632 960130, or write to speak.up@north-west.example."
        ),
        support="Talk to somebody on the North West’s listening line, any hour, on 01632 960131.",
        ask=("Delroy Fenwick", "ask.about.360@north-west.example"),
        contact=("Alison Threlfall", "leadership@north-west.example", "01632 960132"),
    ),
    Place(
        key="trent",
        name="Trent Valley Hospitals",
        region="midlands",
        ods_code="R1A",
        domain="trent.example",
        speak_up=(
            "If somebody is in danger now, ring 2222 on site or 999. Speak to one of our guardians, Maggie Bright or "
            "Jerome Castle, on 01632 960140: what you tell them goes no further unless you want it to."
        ),
        support=(
            "Our staff wellbeing team in the Old Chapel is there on weekdays from 7.30 to 6, without an appointment, "
            "and on 01632 960141. In the night and at weekends a counsellor answers the same number."
        ),
        ask=("Constance Webb", "constance.webb@trent.example"),
    ),
    Place(
        key="erewash",
        name="Erewash Community Partnership",
        region="midlands",
        domain="erewash.example",
        speak_up=(
            "If somebody is in danger now, ring 999. Our guardian is Femi Lawal: 01632 960150, or catch him in the "
            "Monday drop-in at the Mill Street centre."
        ),
        support="Two free talks with a counsellor, booked by yourself on 01632 960151; your manager is not told.",
        ask=("Bryony Hale", "bryony.hale@erewash.example"),
    ),
    Place(
        key="ribble",
        name="Ribble Community Care",
        region="north_west",
        ods_code="R2B",
        domain="ribble.example",
        every_list_checked=True,
        speak_up=(
            "If somebody is in danger now, ring 999. Otherwise ring Gwen Ormerod, who listens for us in confidence, on "
            "01632 960160, or leave a note in the green box at any of our bases."
        ),
        support="Ring the care line for staff on 01632 960161. It is run by people from outside Ribble.",
        ask=("Stephen Yates", "stephen.yates@ribble.example"),
    ),
)

COURSES = (
    Course("rising_leaders", "Rising leaders", "trent"),
    Course("first_steps", "First steps", "ribble"),
)


def _participant(name: str, place: str, try_this: str, *more: tuple[Kind, str]) -> Somebody:
    return Somebody(name, place, ((Kind.PARTICIPANT, ""), *more), try_this)


def _facilitator(name: str, place: str, try_this: str) -> Somebody:
    return Somebody(name, place, ((Kind.FACILITATOR, ""),), try_this)


def _lead(name: str, place: str, kind: Kind, of: str, try_this: str) -> Somebody:
    return Somebody(name, place, ((kind, of),), try_this)


PARTICIPANTS = (
    _participant("Parveen Akhtar", "trent", "Diabetes nurse. Two self-assessments to compare; no 360 yet: begin one."),
    _participant("Samuel Adeyemi", "trent", "Charge nurse. He has begun a 360 and half of his own part."),
    _participant("Kasia Nowak", "ribble", "Care co-ordinator. Her 360 was prepared for her, to check and to start."),
    _participant("Harriet Lowe", "trent", "Physiotherapist. Her list of colleagues waits for somebody to look at it."),
    _participant("Gareth Pritchard", "trent", "Chief pharmacist. He waits for a facilitator’s answer."),
    _participant("Meera Chauhan", "erewash", "Speech therapist. All is ready: her 360 can be started."),
    _participant("Lorna Maxwell", "midlands", "Practice manager, who pays for herself. Open for five days now."),
    _participant("Daniel Osei", "trent", "Theatre lead. Open; one address is wrong, and it could be closed early."),
    _participant("Fiona Macrae", "erewash", "Hospice matron. Too few had answered, so her date was moved."),
    _participant("Yusuf Demir", "trent", "Radiographer. His report waits; the feedback session is arranged."),
    _participant("Ellen Hartley", "ribble", "Health visitor. Her report has waited for weeks, with no time arranged."),
    _participant("Graham Tuffnell", "trent", "Head of estates. His feedback session is happening now."),
    _participant("Chloe Bennett", "erewash", "Occupational therapist. Was her feedback session held? She is asked."),
    _participant(
        "Bernadette Okonkwo", "trent", "Ward manager. A rich report with goals, and an earlier one beside it."
    ),
    _participant(
        "Rachel Abara",
        "ribble",
        "Dietitian, here as facilitator too. Colleagues are being asked how her goals are going.",
        (Kind.FACILITATOR, ""),
    ),
    _participant("Owen Fairclough", "ribble", "Community team lead. A report with small groups, and a pulse’s result."),
    _participant("Rhys Llewellyn", "erewash", "Paramedic lead. His 360 ended: too few answered."),
    _participant("Joanna Whitcombe", "ribble", "Service manager. She cancelled her 360 before a move."),
)

OTHERS = (
    _facilitator(
        "Theo Lindgren",
        "trent",
        "Has cases in many states, and hosts a CPD session that is over.",
    ),
    _facilitator("Marjorie Sinclair", "midlands", "Works for herself across the region. A list waits for her look."),
    _facilitator("Anil Deshmukh", "erewash", "Has a request to answer."),
    _facilitator("Siân Prosser", "ribble", "Has a report that waits for a time."),
    _lead("Imran Qureshi", "trent", Kind.PROGRAMME_LEAD, "rising_leaders", "Follows the 360s of his course."),
    _lead("Beata Wojcik", "ribble", Kind.PROGRAMME_LEAD, "first_steps", "Prepares 360s for people on her course."),
    _lead("Angela Thornhill", "trent", Kind.ORGANISATION_LEAD, "trent", "Sees how the hospital’s 360s stand."),
    _lead("Kwame Boateng", "erewash", Kind.ORGANISATION_LEAD, "erewash", "Sees one that ended with too few answers."),
    _lead("Janet Holroyd", "ribble", Kind.ORGANISATION_LEAD, "ribble", "Has every list of colleagues checked."),
    _lead("Sunita Kapoor", "midlands", Kind.REGIONAL_LEAD, "midlands", "Two organisations, and Lorna Maxwell."),
    _lead("Declan Rafferty", "north_west", Kind.REGIONAL_LEAD, "north_west", "One organisation."),
    Somebody(
        "Ngozi Eze",
        "",
        ((Kind.NATIONAL_ADMINISTRATOR, NATION),),
        "Prepares the CPD sessions of the nation, announces dates, and keeps the rules of its register.",
    ),
    Somebody(
        "Hugh Pemberton",
        "",
        ((Kind.DATA_PROTECTION_OFFICER, NATION),),
        "Has one comment to decide on. Hears by mail of a worry that is passed on, and sees no report.",
    ),
)

# With an account and without a part of their own: they manage, or work beside, those who take part.
COLLEAGUES = tuple(
    Somebody(name, place)
    for name, place in (
        ("Mohammed Farouk", "trent"),
        ("Sandra Lister", "trent"),
        ("Peter Vance", "trent"),
        ("Lucy Tran", "trent"),
        ("Aidan Kelleher", "trent"),
        ("Ebony Clarke", "erewash"),
        ("Richard Soames", "erewash"),
        ("Hana Suzuki", "ribble"),
        ("Joseph Mwangi", "ribble"),
        ("Frances Gale", "ribble"),
    )
)

EVERYBODY = (*PARTICIPANTS, *OTHERS, *COLLEAGUES)
# What mail servers say that they have no mailbox for: those who left, and are on a list all the same.
GONE = frozenset({"tom.feldman@trent.example"})
