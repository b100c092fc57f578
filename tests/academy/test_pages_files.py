"""Files of pages: what is wrong in them is told by file and line, and all of it at once."""

from pathlib import Path

import pytest
from pytest_django import Settings

from ninefold.academy.page_files.faults import PagesError
from ninefold.academy.page_files.files import LARGEST
from ninefold.academy.page_files.front_matter import GROUPS, KNOWN
from ninefold.academy.page_files.library import make_library
from ninefold.academy.page_files.links import PLACES
from ninefold.academy.page_files.placeholders import PREPARED, values

TITLE = "# Our page\n\n"
TOP = "---\ntitle: Our page\n"
# What a file holds, the line at fault, what is said to be wrong, and what would be right.
BROKEN = {
    "nothing at all": ("", 1, "The page has no title.", "Begin the file with “# ” and its title."),
    "words without a title": ("## How\n\nSo.", 1, "The page has no title.", "Begin the file"),
    "an empty title": ("#\n\nSo.", 1, "The heading is empty.", "Write its words"),
    "two titles": (f"{TOP}---\n# Ours\n", 2, "two titles", "Keep the one"),
    "a second title below": (f"{TITLE}So.\n\n# Again", 5, "is the title of the page", "Begin a part with ##"),
    "a heading that skips a level": (f"{TITLE}## How\n\n#### So", 5, "skips a level: #### after ##", "Write ###."),
    "a first heading that skips one": (f"{TITLE}### How", 3, "skips a level: ### after #", "Write ##."),
    "a top that does not end": ("---\ntitle: Ours\n\nSo.", 1, "does not end", "Put a line “---”"),
    "a top with a line of words": (f"{TOP}So it is.\n---\n", 3, "“So it is.” is no line of the top", "title: words"),
    "an unknown name at the top": (f"{TOP}tilte: Ours\n---\n", 3, "“tilte” is not known", "Did you mean “title”?"),
    "a name that is there twice": (f"{TOP}title: Ours\n---\n", 3, "“title” is there twice", "Keep one"),
    "a group the footer lacks": (f"{TOP}footer: top\n---\n", 3, "no group “top”", "about, help, legal"),
    "an order that is no number": (f"{TOP}order: first\n---\n", 3, "The order is “first”", "a whole number"),
    "a date that is none": (f"{TOP}prepared: May\n---\n", 3, "“May” is not a date", "2026-11-25"),
    "a page to go on to that is not there": (f"{TOP}next: privcy\n---\n", 3, "no page “privcy”", "“privacy”"),
    "an unknown placeholder": (
        f"{TITLE}It costs {{{{ prize }}}}.",
        3,
        "no placeholder “prize”",
        "Did you mean “price”?",
    ),
    "one at the top": ("---\ntitle: {{ nmae }}\n---\n", 2, "no placeholder “nmae”", "Known are: "),
    "a placeholder cut off": (f"{TITLE}It costs {{{{ price.", 3, "does not end", "Write it on one line"),
    "one without a value here": (
        f"{TITLE}{{{{ contact_email }}}}",
        3,
        "for nothing here",
        "Set NINEFOLD_CONTACT_EMAIL",
    ),
    "a date that was not given": (f"{TITLE}On {{{{ prepared }}}}.", 3, "for nothing here", "Add “prepared:”"),
    "a sign of no script": (f"{TITLE}So \ue000 it is.", 3, "that no script shows", "Write the line anew"),
    "a page that is not there": (f"{TITLE}[x](page:privcy)", 3, "no page “privcy”", "Did you mean “privacy”?"),
    "a part of a page that is not there": (f"{TITLE}[x](page:privacy#cost)", 3, "no heading #cost", "A mark is"),
    "a part of this page": (f"{TITLE}So\n[x](#cost) it is.", 4, "no heading #cost", "A mark is"),
    "a path of the site": (f"{TITLE}[x](/privacy/)", 3, "“/privacy/”, which may move", "Write page:privacy."),
    "a file beside it": (f"{TITLE}[x](terms.md)", 3, "“terms.md”, which may move", "Write page:terms."),
    "an address without its scheme": (f"{TITLE}[x](ico.org.uk)", 3, "may move or be nowhere", "or write https://"),
    "a tag": (f"{TITLE}So\nit <b>is</b>.", 4, "“<b>” is HTML", "Write it in Markdown"),
    "a part of HTML": (f"{TITLE}<div>\nx\n</div>", 3, "“<div>” is HTML", "Write it in Markdown"),
    "a remark in HTML": (f"{TITLE}So.\n\n<!-- why -->", 5, "“<!-- why -->” is HTML", "Write it in Markdown"),
    "a tag in a table": (f"{TITLE}| a | b |\n|---|---|\n| c | x<br>y |", 5, "“<br>” is HTML", "in Markdown"),
    "a picture of another host": (f"{TITLE}![x](https://example.org/x.png)", 3, "There is no picture", "static:FOLDER"),
    "a picture that is not there": (f"{TITLE}![x](static:ui/none.svg)", 3, "There is no picture", "program’s own"),
    "a picture outside": (f"{TITLE}![x](static:../settings.py)", 3, "There is no picture", "program’s own"),
}


def faults_of(folder: Path) -> list[tuple[str, int, str, str]]:
    """What is wrong: the file as it is called in its folder, the line, what, and what would be right."""
    with pytest.raises(PagesError) as refused:
        make_library(folder)
    found = refused.value.faults
    assert str(refused.value).splitlines() == [str(fault) for fault in found]
    return [(Path(fault.file).relative_to(folder).as_posix(), fault.line, fault.wrong, fault.right) for fault in found]


def write(folder: Path, name: str, words: str | bytes) -> Path:
    """A file of this name in the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(words.encode() if isinstance(words, str) else words)
    return path


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_wrong_is_told_by_file_and_line_with_what_would_be_right(what: str, tmp_path: Path) -> None:
    words, line, wrong, right = BROKEN[what]
    write(tmp_path, "en/our-page.md", words)
    found = [fault for fault in faults_of(tmp_path) if wrong in fault[2]]
    assert [(fault[0], fault[1], right in fault[3]) for fault in found] == [("en/our-page.md", line, True)]


HARM = (
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//example.org/)",
    "[x](\\\\example.org)",
    "<javascript:alert(1)>",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "| a |\n|---|\n| [x](javascript:alert(1)) |",
    "> - [x](javascript:alert(1))",
)


@pytest.mark.parametrize("words", HARM)
def test_a_link_or_picture_that_could_do_harm_is_refused(words: str, tmp_path: Path) -> None:
    write(tmp_path, "en/our-page.md", TITLE + words)
    (fault,) = faults_of(tmp_path)
    assert fault[1] >= 3
    assert "link leads to" in fault[2] or "no picture" in fault[2]


TAGS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:x'>",
    "<?x?>",
)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("around", ["%s", "So %s it is.", "- %s", "> %s", "## %s", "[%s](page:home)", "**%s**"])
def test_html_is_refused_wherever_it_stands(tag: str, around: str, tmp_path: Path) -> None:
    write(tmp_path, "en/our-page.md", TITLE + around % tag)
    assert any("is HTML" in fault[2] for fault in faults_of(tmp_path))


def test_a_file_that_is_no_text_or_too_large_is_told(tmp_path: Path) -> None:
    write(tmp_path, "en/old.md", "# Prices\n\n£40 each\n".encode("latin-1"))
    write(tmp_path, "en/long.md", "# Long\n" + "x" * LARGEST)
    assert faults_of(tmp_path) == [
        ("en/long.md", 1, "The file is over 200 KB.", "A page is a few KB: divide it, or shorten it."),
        ("en/old.md", 3, "The file is no UTF-8 text.", "Save it as UTF-8."),
    ]


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("en/Our Fees.md", "is no name of a page", "our-fees.md"),
        ("en/our_fees.md", "is no name of a page", "our-fees.md"),
        ("en/fees.txt", "is no name of a page", "fees.md"),
        ("en/fees.MD", "is no name of a page", "fees.md"),
        ("en/-.md", "is no name of a page", "our-page.md"),
        (f"en/{'x' * 61}.md", "is no name of a page", f"{'x' * 60}.md"),
        ("en/examples.md", "“examples” is a part of the site already", "another name"),
        ("en/more/fees.md", "something that is no file", "side by side"),
        ("fr/fees.md", "“fr” is no language of this site", "en, cy"),
        ("fees.md", "beside the folders of languages", "Put it into one: en."),
    ],
)
def test_a_file_that_no_page_could_be_made_of_is_told(name: str, wrong: str, right: str, tmp_path: Path) -> None:
    write(tmp_path, name, TITLE)
    (fault,) = faults_of(tmp_path)
    assert (fault[1], wrong in fault[2], right in fault[3]) == (1, True, True)


def test_what_programs_and_people_leave_beside_pages_is_passed_over(tmp_path: Path) -> None:
    for name in ("README.md", ".git/config", "en/.about-360.md.swp", "en/about-360.md~", "en/our-page.md"):
        write(tmp_path, name, TITLE)
    assert make_library(tmp_path).page("our-page", "en") is not None


def test_all_that_is_wrong_in_all_files_is_told_at_once_in_order(tmp_path: Path) -> None:
    write(tmp_path, "en/b.md", f"{TITLE}<b>\n[x](page:nowhere)\n\n{{{{ nothing }}}}\n")
    write(tmp_path, "en/a.md", "So.")
    write(tmp_path, "xx/c.md", TITLE)
    assert [fault[:2] for fault in faults_of(tmp_path)] == [
        ("en/a.md", 1),
        ("en/b.md", 3),
        ("en/b.md", 4),
        ("en/b.md", 6),
        ("xx", 1),
    ]


def test_a_page_that_links_to_a_heading_that_a_replaced_page_no_longer_has_is_told(tmp_path: Path) -> None:
    write(tmp_path, "en/our-page.md", f"{TITLE}[x](page:terms#whose-it-is)")
    assert make_library(tmp_path).page("our-page", "en") is not None
    write(tmp_path, "en/terms.md", "# Our terms\n\nBe fair.")
    assert [fault[:3] for fault in faults_of(tmp_path)] == [
        ("en/our-page.md", 3, "“terms” has no heading #whose-it-is.")
    ]


def test_a_value_that_is_set_is_no_fault(tmp_path: Path, settings: Settings) -> None:
    settings.CONTACT_EMAIL = "hello@academy.example"
    write(tmp_path, "en/our-page.md", f"{TITLE}[Write](mailto:{{{{ contact_email }}}})")
    page = make_library(tmp_path).page("our-page", "en")
    assert page is not None
    assert '<a href="mailto:hello@academy.example">' in page.intro


def test_the_document_for_academies_names_all_there_is_and_its_example_is_right(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs/pages.md").read_text("utf-8")
    placeholders = [f"{{{{ {name} }}}}" for name in (*values(), PREPARED)]
    said = [*KNOWN, *GROUPS, *PLACES, *placeholders]
    assert [what for what in said if f"`{what}`" not in text] == []
    write(tmp_path, "en/our-fees.md", text.split("```\n")[1])
    page = make_library(tmp_path).page("our-fees", "en")
    assert page is not None
    assert (page.title, page.link, page.footer, page.order) == ("What we charge", "Fees", "about", 30)
