"""The Welsh words, as far as a test can judge them: nothing lost, nothing left in English, counted as Welsh counts.

What is good Welsh is for a speaker to say (docs/welsh.md).
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterator

import pytest
import yaml
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo

from ninefold.core.framework.library import frameworks_folder, load_framework, shipped_frameworks
from ninefold.reports.words import Words
from tests.house.welsh import CATALOGUE, catalogue, forms_of

# Of both kinds of string, and what the counter of characters fills in with a script.
GAP = re.compile(r"%\(\w+\)[a-z]|%%\{\w+\}|\{\w*\}")
TAG = re.compile(r"</?\w+[^>]*>")
FORMS = ("none", "one", "two", "three", "six", "many")
CATALOG = catalogue()
TRANSLATED = [message for message in CATALOG if message.id and any(forms_of(message))]


def faults(message: Message) -> list[str]:
    """What is wrong with a translation: something is not filled in, a tag or a form is lost, or it is marked fuzzy."""
    found = ["fuzzy, which leaves it out"] if message.fuzzy else []
    if isinstance(message.id, str):
        return found + _differences(message.id, *forms_of(message))
    one, many = message.id
    if len(forms_of(message)) != len(FORMS) or not all(text.strip() for text in forms_of(message)):
        return [*found, f"a form is missing: {', '.join(FORMS)}"]
    for form, text in zip(FORMS, forms_of(message), strict=True):
        if form in ("none", "one"):  # which may say “nothing” or “one” in words, where English says “one” so
            spare, owed = set(GAP.findall(text)) - set(GAP.findall(one)), _in_both(one, many) - set(GAP.findall(text))
            found += [f"{form}: {gap}" for gap in sorted(spare | owed)]
        else:
            found += [f"{form}: {fault}" for fault in _differences(many, text)]
    return found


def _in_both(one: str, many: str) -> set[str]:
    return set(GAP.findall(one)) & set(GAP.findall(many))


def _differences(english: str, welsh: str) -> list[str]:
    found = [
        f"{kind}: {sorted(sought.findall(english))} became {sorted(sought.findall(welsh))}"
        for kind, sought in (("gaps", GAP), ("tags", TAG))
        if sorted(sought.findall(english)) != sorted(sought.findall(welsh))
    ]
    if not welsh.strip():
        found.append("empty")
    # “Error: ” stands before something else.
    if english.endswith(" ") != welsh.endswith(" ") or english.startswith(" ") != welsh.startswith(" "):
        found.append("a space at an end is lost, or new")
    return found


def test_each_translation_keeps_every_gap_tag_and_form_of_its_english() -> None:
    assert len(TRANSLATED) > 1000
    assert {message.id: wrong for message in TRANSLATED if (wrong := faults(message))} == {}


ONE_FAULT_EACH = {
    "lost": ("Dear %(name)s,", "Annwyl,", "gaps"),
    "misspelt": ("Page {page} of {pages}", "Tudalen {page} o {tudalennau}", "gaps"),
    "for a script": ("You have %%{count} left", "Mae gennych %{count} ar ôl", "gaps"),
    "a tag": ("<strong>The code</strong>", "Y cod", "tags"),
    "a space": ("Error: ", "Gwall:", "space"),
}


@pytest.mark.parametrize(("english", "welsh", "what"), ONE_FAULT_EACH.values(), ids=ONE_FAULT_EACH)
def test_what_is_lost_in_translation_is_found(english: str, welsh: str, what: str) -> None:
    assert any(what in fault for fault in faults(Message(english, welsh)))


def test_a_lost_plural_form_and_a_gap_lost_in_one_form_are_found() -> None:
    asked = ("One question about %(name)s", "%(count)s questions about %(name)s")
    good = ("Dim cwestiwn am %(name)s", "Un cwestiwn am %(name)s", *["%(count)s cwestiwn am %(name)s"] * 4)
    assert faults(Message(asked, good)) == []
    assert faults(Message(asked, (*good[:5], ""))) == ["a form is missing: none, one, two, three, six, many"]
    assert faults(Message(asked, good[:4])) != []
    assert faults(Message(asked, ("Dim cwestiwn", *good[1:]))) == ["none: %(name)s"]
    assert "two: gaps" in faults(Message(asked, (*good[:2], "Dau gwestiwn am %(name)s", *good[3:])))[0]
    assert faults(Message("Yes", "Ie", flags=["fuzzy"])) == ["fuzzy, which leaves it out"]


def test_welsh_counts_none_one_two_three_six_and_many() -> None:
    assert CATALOG.num_plurals == len(FORMS)
    chosen = gettext.c2py(CATALOG.plural_expr)  # what gettext itself makes of a rule
    told = [FORMS[chosen(n)] for n in (0, 1, 2, 3, 4, 6, 7, 11, 22)]
    assert told == ["none", "one", "two", "three", "many", "six", "many", "many", "many"]


def test_whatever_is_counted_is_counted_in_welsh() -> None:
    """Even where all else is English: of a plural without words Babel makes English in the form of another number."""
    compiled = io.BytesIO()
    write_mo(compiled, CATALOG)
    compiled.seek(0)
    welsh = gettext.GNUTranslations(compiled)
    counted = [(message.id, forms_of(message)) for message in CATALOG if isinstance(message.id, tuple)]
    assert len(counted) > 10
    for (one, many), told in counted:
        assert {welsh.ngettext(one, many, n) for n in range(8)} == set(told), one


def test_welsh_has_the_apostrophe_of_a_printer_in_every_word() -> None:
    texts = [text for message in TRANSLATED for text in forms_of(message)]
    texts += [text for _key, text in leaves(words_of("cy"))]
    assert [text for text in texts if "'" in TAG.sub("", text)] == []


def test_the_catalogue_says_that_it_waits_for_a_speaker() -> None:
    head = "\n".join(CATALOGUE.read_text(encoding="utf-8").splitlines()[:8])
    assert "FIRST TRANSLATION" in head
    assert "docs/welsh.md" in head


# The framework


def words_of(locale: str) -> object:
    return yaml.safe_load((frameworks_folder() / "nine-dimensions" / f"{locale}.yaml").read_text(encoding="utf-8"))


def leaves(node: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Each text of a file of words, under the path of its key."""
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from leaves(inner, f"{key}.{name}")
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            yield from leaves(inner, f"{key}[{place}]")
    else:
        yield key, str(node)


def test_the_shipped_framework_says_in_welsh_all_that_it_says_in_english() -> None:
    english, welsh = dict(leaves(words_of("en"))), dict(leaves(words_of("cy")))
    assert list(english) == list(welsh)
    assert [key for key, text in english.items() if welsh[key] == text or not welsh[key].strip()] == []


@pytest.mark.parametrize("framework", shipped_frameworks())
def test_the_welsh_words_of_a_framework_are_read(framework: str) -> None:
    read = load_framework(framework, "cy")
    assert read.locale == "cy"
    assert len(read.questions) == len(load_framework(framework).questions)


def test_no_label_that_stands_after_a_begins_with_a_vowel() -> None:
    """“rhwng ‘hyfedr’ a ‘cryf’”: before a vowel it would be “ac”, which the sentence cannot know."""
    for scale in load_framework("nine-dimensions", "cy").scales:
        assert [label for label in scale.labels[1:] if label[0] in "aeiouyâêîôûŷ"] == []


def test_a_group_is_written_small_inside_a_welsh_sentence() -> None:
    said = Words(load_framework("nine-dimensions", "cy"), gettext.NullTranslations())
    assert [said.inside(said.group(group)) for group in ("self", "line_manager")] == ["chi", "rheolwr llinell"]
