"""A report that uses every block, with the kinds of text that break drawings."""

from __future__ import annotations

from fractions import Fraction

from ninefold.core.figures import Figure
from ninefold.reports.charts import Axis, Point, Quarters, Row, dot_plot, quarters, radar
from ninefold.reports.document import (
    Bullets,
    Callout,
    Cards,
    Chart,
    Comments,
    DimensionCard,
    Document,
    Heading,
    Item,
    Paragraph,
    Section,
    Table,
    WritingLines,
)

WORDS = {
    "contents": "Contents",
    "confidential": "In confidence",
    "page_of": "Page {page} of {pages}",
    "note": "Good to know",
    "caution": "Read this first",
    "say": "Words to say aloud",
    "figures_of_chart": "The figures of this chart",
    "not_drawn": "[{count} characters in a script that this file cannot show; the web page shows them]",
}

DIMENSIONS = (
    "Keeping purpose alive",
    "Caring for colleagues",
    "Making sense of evidence",
    "Joining up services",
    "Showing the way ahead",
    "Involving everyone",
    "Upholding clear standards",
    "Helping people grow",
    "Winning willing support",
)

HOSTILE = (
    "<script>alert('<b>not bold</b>')</script> & \"double\" 'single' {{ 7 * 7 }} {% raw %}",
    '#import "x" $x^2$ \\ *bold* _it_ @ref `code` ---',
    "Always finds a minute, even on a full ward 😀👍🏽 👨\u200d👩\u200d👧 ❤\ufe0f\n\nAnd says “thank you” – by name.",
    "شكرا جزيلا على دعمك لنا في الأوقات الصعبة",
    "Дякую за підтримку. Σε ευχαριστώ. Diolch yn fawr, ŵ ŷ.",
    "谢谢你在困难时期对我们的支持和帮助",
    "Signed ☭ and \u202ereversed\u202c, a bell \x07, a null \x00, e\u0302\u0323, ✗",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "https://intranet.example/a/very/long/address/that/nobody/would/ever/break/by/hand?and=its&query=too",
    "[link](https://example.org) = Heading\n- not a list\n+ nor this\n/ term: no",
)

LEVELS = Table(
    caption="Level and importance of each dimension",
    header=(
        "Dimension",
        "Self",
        "Line manager",
        "Peers",
        "People you manage and others",
        "All colleagues",
        "Importance",
    ),
    rows=tuple(
        (name, "3", "2", "2.67", "proficient or below; with three answers we do not say more", "1.33 to 2.41", "3.5")
        for name in DIMENSIONS
    ),
)

SCALE = Axis(0, 4, ("not yet essential", "essential", "proficient", "strong", "exemplary"), "Performance")
IMPORTANCE = Axis(1, 4, ("marginal", "useful", "important", "vital"), "Importance")
SERIES = ("Self", "Peers & “friends”", "People you manage")
BAND, THREE = Figure(Fraction(0), Fraction(2)), Figure.exactly(3)
FIGURES = (THREE, Figure.exactly(Fraction(8, 3)), BAND)

DOTS = Chart(
    svg=dot_plot(title="Levels", rows=[Row(name, FIGURES) for name in DIMENSIONS], series=SERIES, axis=SCALE),
    caption="Performance by dimension and group",
    alternative='A dot plot. "Self" stands at 3, peers at 2.67 <between proficient & strong>.',
    table=LEVELS,
)
SHAPE = Chart(
    svg=radar(title="Shape", axes=DIMENSIONS, series=SERIES, figures=[[figure] * 9 for figure in FIGURES], axis=SCALE),
    caption="The shape of your leadership",
    alternative="A radar with nine spokes.",
    table=Table("The shape of your leadership", ("Dimension", "Self"), tuple((name, "3") for name in DIMENSIONS)),
)
NAMES = Quarters(("Develop first", "Build on", "In reserve", "Keep an eye on"), 2, 2.5)
AGAINST = Chart(
    svg=quarters(
        title="Quarters <1>",
        points=[Point(1, "Care & <kindness>", THREE, THREE), Point(2, "你好 😀", BAND, THREE)],
        across=SCALE,
        up=IMPORTANCE,
        quarters=NAMES,
    ),
    caption="Performance against importance",
    alternative="Two marks.",
    table=None,
)


def dimension(number: int, name: str) -> Section:
    """One dimension in detail, as the content writes it."""
    return Section(
        anchor=f"dimension-{number}",
        title=f"{number}. {name}",
        blocks=(
            Paragraph(
                "Helping people feel safe enough to do good work, and noticing early when they are not.", lead=True
            ),
            DOTS,
            Heading("How you work", anchor=f"behaviours-{number}"),
            Table(
                caption=f"Behaviours: {name}",
                header=("Behaviour", "Self", "Peers"),
                rows=(
                    (
                        "Asks how people are before asking what they have done",
                        "4 – consistently",
                        "2.8 – between now and then, and often",
                    ),
                    ("Changes plans after hearing from those who do the work", "3 – often", "not shown"),
                ),
            ),
            Heading("What colleagues wrote"),
            Comments("Asked what you should keep doing, colleagues wrote:", (HOSTILE[2], "Stays calm.")),
            Heading("Something to try"),
            Bullets(
                (
                    Item("Close each huddle with one thing you heard.", term="This month"),
                    Item("Swap a shift with a neighbouring ward."),
                )
            ),
        ),
    )


SAMPLE = Document(
    title="Your 360 feedback",
    subtitle="Amara O’Neill <Ward 7>",
    language="en-GB",
    purpose="This report is for your development. It is not for pay, discipline or selection. "
    "You read it with a facilitator first; after that it is yours.",
    facts=(
        ("Framework", "Nine dimensions, version 1"),
        ("Questionnaire closed", "14 September 2026"),
        ("Answers", "11 besides your own"),
    ),
    words=WORDS,
    sections=(
        Section(
            "how-to-read",
            "How to read this report",
            (
                Paragraph(
                    "Colleagues have told you how they see your leadership. Read words first, figures second.",
                    lead=True,
                ),
                Paragraph("Each figure adds up the answers of at least three people. " * 4),
                Bullets(
                    (
                        Item(
                            "how far a behaviour reaches: not yet essential, essential, proficient, strong, exemplary.",
                            term="Level",
                        ),
                        Item("how much the dimension matters in your role, from 1 to 4.", term="Importance"),
                        Item("A level is not a grade."),
                    )
                ),
                Bullets((Item("Read the overview."), Item("Mark three surprises."), Item("Choose one goal."))),
                Callout(
                    "caution",
                    "Few answers",
                    "Five people answered besides you. With so few, small differences mean little.",
                ),
                Callout("note", "", "A figure that is hidden and one that was never given look the same."),
                Callout(
                    "say",
                    "Why is this hidden?",
                    "“Where fewer than three people answered, nobody sees a figure: not you, not me.”",
                ),
            ),
        ),
        Section(
            "asked",
            "Who was asked, who answered",
            (
                Table(
                    "Asked and answered",
                    ("Group", "Asked", "Answered"),
                    (("Line manager", "1", "1"), ("Peers", "6", "5")),
                ),
            ),
            starts_page=False,
        ),
        Section(
            "overview",
            "Overview in words",
            (
                Cards(
                    "Recognised strengths",
                    "You and your colleagues agree that these are strong.",
                    (
                        DimensionCard(
                            "Caring for colleagues",
                            "You notice when people are low, and act.",
                            (("Self", "3"), ("Colleagues", "3.12"), ("Importance", "4")),
                        ),
                        DimensionCard("Involving everyone & “others”", "Ideas are heard <early>."),
                    ),
                    none="None stands out.",
                    anchor="recognised",
                ),
                Cards("Hidden strengths", "Others rate you higher.", (), none="No figure shows one for certain."),
            ),
        ),
        Section("performance", "Performance and importance", (DOTS, SHAPE, AGAINST)),
        *(dimension(number, name) for number, name in enumerate(DIMENSIONS, 1)),
        Section("comments", "Comments word for word", (Comments("What colleagues wrote, in random order:", HOSTILE),)),
        Section(
            "goals",
            "Goals",
            (
                Paragraph("Choose one to three."),
                WritingLines("My first goal, and the first step towards it", 5),
                WritingLines("Someone to support me", 2),
            ),
        ),
    ),
)
