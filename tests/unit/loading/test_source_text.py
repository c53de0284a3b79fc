"""The shipped plan against the document itself: word for word, both ways."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import re
from collections.abc import Callable

import pytest

from tests.conftest import ROOT
from tt_doingoai.loading.workspace import load_workspace
from tt_doingoai.model.plan import CitedDocument, Clause, Plan, walk_clauses

SOURCE = (ROOT / "tests" / "source" / "97-KH-DUK.txt").read_text(encoding="utf-8")
WORKSPACE = load_workspace(ROOT)
(PLAN,) = WORKSPACE.versions
CLAUSES = {place.path[-1].id: place.path[-1] for place in walk_clauses(PLAN)}
# A new section, point or bullet; the extraction's italics; the mark of the footnote.
NUMBERING = re.compile(r"^(?:[IVX]+[-.]|[0-9]+\.|-)[ ]", re.MULTILINE)
FOOTNOTE = re.compile(r"^¹ (.*)$", re.MULTILINE)


def level(text: str) -> str:
    """One space for every run of white space; no asterisks."""
    return " ".join(text.replace("*", "").split())


def body(source: str) -> str:
    """Sections I to III of the document, without page break, footnote, bullets and numbering."""
    start, end = source.index("I- MỤC ĐÍCH"), source.index("Nơi nhận:")
    text = FOOTNOTE.sub("", source[start:end]).replace("¹", "")
    return level(NUMBERING.sub("", text))


def told(plan: Plan) -> str:
    """Titles, headings and clauses of a plan, joined in order."""

    def below(clause: Clause) -> list[str]:
        own = [part for part in (clause.heading, clause.text) if part]
        return own + [part for inner in clause.clauses for part in below(inner)]

    parts = []
    for section in plan.sections:
        parts += [section.title, *(part for clause in section.clauses for part in below(clause))]
    return level(" ".join(parts))


def differences(plan: Plan, source: str) -> list[str]:
    """Words that only the source has ("- word") or only the plan ("+ word"), in order."""
    compared = difflib.ndiff(body(source).split(), told(plan).split())
    return [line for line in compared if line[0] in "-+"]


def test_nothing_of_sections_one_to_three_is_lost_or_added() -> None:
    assert differences(PLAN, SOURCE) == []


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=CLAUSES)
def test_a_clause_stands_in_the_source_word_for_word(clause: Clause) -> None:
    for part in (clause.heading, clause.text):
        assert part is None or level(part) in body(SOURCE)


@pytest.mark.parametrize("title", [section.title for section in PLAN.sections])
def test_a_sections_title_stands_in_the_source_word_for_word(title: str) -> None:
    assert title in SOURCE


def test_sections_points_and_bullets_are_counted_as_in_the_source() -> None:
    text = FOOTNOTE.sub("", SOURCE[SOURCE.index("I- MỤC") : SOURCE.index("Nơi nhận:")])
    roman, point, bullet, counted = "", 0, 0, []
    for label in (match[0].strip() for match in NUMBERING.finditer(text)):
        if label[0] in "IVX":
            roman, point, bullet = label.rstrip("-."), 0, 0
        elif label == "-":
            bullet += 1
            counted.append(".".join(map(str, [roman, *filter(None, [point]), bullet])))
        else:
            point, bullet = int(label.rstrip(".")), 0
            counted.append(f"{roman}.{point}")
    assert list(CLAUSES) == counted


# --- the comparison itself


def with_words(plan: Plan, clause_id: str, change: Callable[[list[str]], list[str]]) -> Plan:
    """The plan with other words in one clause."""

    def mended(clause: Clause) -> Clause:
        text = clause.text
        if clause.id == clause_id and text:
            text = " ".join(change(text.split()))
        return dataclasses.replace(
            clause, text=text, clauses=tuple(mended(inner) for inner in clause.clauses)
        )

    sections = tuple(
        dataclasses.replace(section, clauses=tuple(map(mended, section.clauses)))
        for section in plan.sections
    )
    return dataclasses.replace(plan, sections=sections)


PLACES = pytest.mark.parametrize("at", [0, 3, -1], ids=["first", "fourth", "last"])
WHERE = pytest.mark.parametrize("clause_id", ["I.1", "II.1.4", "III.2"])


@WHERE
@PLACES
def test_the_comparison_notices_one_word_changed(clause_id: str, at: int) -> None:
    def change(words: list[str]) -> list[str]:
        words[at] += "x"
        return words

    old = (CLAUSES[clause_id].text or "").split()[at]
    assert differences(with_words(PLAN, clause_id, change), SOURCE) == [f"- {old}", f"+ {old}x"]


@WHERE
@PLACES
def test_the_comparison_notices_one_word_added(clause_id: str, at: int) -> None:
    def change(words: list[str]) -> list[str]:
        words.insert(at, "thừa")
        return words

    assert differences(with_words(PLAN, clause_id, change), SOURCE) == ["+ thừa"]


@WHERE
@PLACES
def test_the_comparison_notices_one_word_removed(clause_id: str, at: int) -> None:
    def change(words: list[str]) -> list[str]:
        del words[at]
        return words

    old = (CLAUSES[clause_id].text or "").split()[at]
    assert differences(with_words(PLAN, clause_id, change), SOURCE) == [f"- {old}"]


def test_the_comparison_notices_a_word_that_the_source_has_more() -> None:
    more = SOURCE.replace("trong tháng 12/2023.", "xong trong tháng 12/2023.")
    assert differences(PLAN, more) == ["- xong"]


def test_the_comparison_notices_two_clauses_in_the_wrong_order() -> None:
    first, *rest = PLAN.sections
    turned = dataclasses.replace(first, clauses=tuple(reversed(first.clauses)))
    assert differences(dataclasses.replace(PLAN, sections=(turned, *rest)), SOURCE)


# --- what the page break, the footnote and the slips of the source became


def test_the_sentence_that_the_page_break_cuts_is_whole() -> None:
    assert "Thời gian hoàn thành trong tháng 3/2024." in (CLAUSES["III.2"].text or "")


def test_the_heading_that_runs_over_two_paragraphs_is_whole() -> None:
    heading = CLAUSES["II.1"].heading or ""
    assert "của Tỉnh ủy; Kế hoạch số 207-KH/BTGTU" in heading
    assert heading.endswith("về công tác thông tin đối ngoại")


def test_the_footnote_is_a_note_of_the_bullet_that_bears_its_mark() -> None:
    (footnote,) = FOOTNOTE.findall(SOURCE)
    assert [note.text for note in CLAUSES["II.3.1"].notes if note.kind == "footnote"] == [footnote]


def test_there_is_no_other_footnote() -> None:
    noted = [c.id for c in CLAUSES.values() for n in c.notes if n.kind == "footnote"]
    assert noted == ["II.3.1"]


@pytest.mark.parametrize("slip", ["phò biến", "triển thực hiện"])
def test_a_slip_of_the_source_stands_and_an_editors_note_tells_of_it(slip: str) -> None:
    clause = CLAUSES["III.2"]
    assert slip in SOURCE
    assert slip in (clause.text or "")
    assert any(note.kind == "editor" and slip in note.text for note in clause.notes)


def test_no_asterisk_and_no_footnote_mark_is_left() -> None:
    assert not set("*¹") & set(told(PLAN))


# --- round the sections


def test_the_title_is_the_documents() -> None:
    title = SOURCE[SOURCE.index("KẾ HOẠCH") + len("KẾ HOẠCH") : SOURCE.index("Thực hiện Kế hoạch")]
    assert PLAN.title == level(title)


def test_number_and_signature_are_the_documents() -> None:
    assert f"Số {PLAN.number}\n" in SOURCE
    assert SOURCE.rstrip().endswith(PLAN.signed or "?")


def test_no_day_is_invented_where_the_text_gives_none() -> None:
    assert (PLAN.issued_on, PLAN.effective_from, PLAN.amended_by) == (None, None, None)


def test_recipients_are_the_documents() -> None:
    listed = SOURCE[SOURCE.index("Nơi nhận:") : SOURCE.index("T/M BAN")]
    lines = re.findall(r"^- (.*)[,.]$", listed, re.MULTILINE)
    assert list(PLAN.recipients) == lines


def days(documents: tuple[CitedDocument, ...]) -> dict[str, dt.date | None]:
    return {document.number: document.date for document in documents}


def test_the_legal_basis_is_what_the_plan_carries_out() -> None:
    assert days(PLAN.legal_basis) == {
        "57-KL/TW": dt.date(2023, 6, 15),
        "157-KH/TU": dt.date(2023, 8, 10),
        "207-KH/BTGTU": None,
    }


def test_the_references_are_what_the_plan_only_cites() -> None:
    assert days(PLAN.references) == {
        "34-NQ/TW": dt.date(2023, 1, 9),
        "430-QĐ/TW": dt.date(2010, 12, 3),
    }


@pytest.mark.parametrize("document", [*PLAN.legal_basis, *PLAN.references], ids=lambda d: d.number)
def test_a_document_is_named_in_the_source_with_its_day_and_issuer(document: CitedDocument) -> None:
    text = level(SOURCE).replace("157- KH/TU", "157-KH/TU")
    assert document.number in text
    assert (document.issuer or "?") in text
    if document.date:
        day, month, year = document.date.day, document.date.month, document.date.year
        spellings = (f"{day}/{month}/{year}", f"{day:02d}/{month:02d}/{year}")
        assert any(f"{document.number}, ngày {spelling}" in text for spelling in spellings)
