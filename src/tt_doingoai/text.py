"""Vietnamese text: cleaning, comparing, sorting, measuring and wrapping it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

# Categories that steer a terminal or a reader's eye instead of being read: control characters,
# format characters (bidi, zero width, BOM), lone surrogates, private use, unassigned code points,
# line and paragraph separators.
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SPACES_KEPT = frozenset("\n")

# What a spreadsheet takes for the start of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# Several texts in one cell: one separator, or a line end, parts two of them; two separators stand
# for one that belongs to a text.
_PART = re.compile(r"(?:;;|[^;\n])+")

# CLDR vi: the base letters in order, then the tones as a second level.
_BASE_ORDER = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_BASE_RANK = {letter: rank for rank, letter in enumerate(_BASE_ORDER, start=1000)}
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Circumflex, breve and horn make another letter; the five tone marks do not.
_LETTER_MARKS = frozenset("\u0302\u0306\u031b")


def clean(value: str) -> str:
    """Return the text in NFC without anything that a terminal would act on or an eye would miss.

    Tabs become spaces; line feeds stay. Used at every door, and again on the way out.
    """
    if value.isascii() and value.isprintable():
        return value
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\t", " "))
    # A long text has few different characters: each is looked up once.
    unsafe = {c for c in set(value) - _SPACES_KEPT if unicodedata.category(c) in _UNSAFE_CATEGORIES}
    if not unsafe:
        return value
    # What a hidden character kept apart from its mark becomes one letter now.
    return unicodedata.normalize("NFC", "".join(c for c in value if c not in unsafe))


def unquoted(cell: str) -> str:
    """Return a cell's text without the quote that kept it from being a formula."""
    return (
        cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell
    )


def in_one_cell(texts: Iterable[str]) -> str:
    """Return several texts as one cell, parted by ``;``; ``texts_of_cell`` reads it back."""
    return "; ".join(text.replace(";", ";;") for text in texts)


def texts_of_cell(cell: str) -> list[str]:
    """Return the texts of a cell, parted by ``;`` or line ends; a text's own ``;`` is doubled."""
    parts = (one_line(part.replace(";;", ";")) for part in _PART.findall(cell))
    return [part for part in parts if part]


def one_line(value: str) -> str:
    """Return the cleaned text with every run of white space made one space."""
    return " ".join(clean(value).split())


@functools.lru_cache(maxsize=4096)
def fold(value: str) -> str:
    """Return the key under which two spellings are the same: no marks, no case, đ as d.

    Makes "Uỷ", "Ủy", "uy" and their decomposed forms equal; "ban", "bạn" and "bản" collide,
    so whoever searches by it must list the candidates and never guess.
    """
    decomposed = unicodedata.normalize("NFD", value.casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.replace("đ", "d").split())


def words(value: str) -> list[str]:
    """Return the folded words of a text: runs of letters and digits."""
    return "".join(c if c.isalnum() else " " for c in fold(value)).split()


def sort_key(value: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return the key that sorts as a Vietnamese dictionary does: letters, then tones, then case.

    Order of letters a<ă<â, d<đ, e<ê, o<ô<ơ, u<ư and of tones ngang, huyền, hỏi, ngã, sắc, nặng
    after CLDR 43, common/collation/vi.xml.
    """
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", value):
        base, tone = "", 0
        for part in unicodedata.normalize("NFD", char.casefold()):
            if part in _TONE_RANK:
                tone = _TONE_RANK[part]
            elif not unicodedata.combining(part) or part in _LETTER_MARKS:
                base += part
        letter = unicodedata.normalize("NFC", base)
        letters.append(_BASE_RANK.get(letter, ord(letter[0]) if letter else 0))
        tones.append(tone)
    return tuple(letters), tuple(tones), value.swapcase()


@functools.lru_cache(maxsize=4096)
def width(value: str) -> int:
    """Return how many terminal cells the text takes: 2 for wide East Asian, 0 for marks."""
    if value.isascii():
        return len(value)
    cells = 0
    for char in value:
        if not unicodedata.combining(char):
            cells += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return cells


def pad(value: str, cells: int) -> str:
    """Return the text filled with spaces on the right up to a number of cells."""
    return value + " " * max(0, cells - width(value))


def pad_left(value: str, cells: int) -> str:
    """Return the text filled with spaces on the left up to a number of cells."""
    return " " * max(0, cells - width(value)) + value


def wrap(value: str, *, cells: int, first: str = "", rest: str = "") -> list[str]:
    """Return the text as lines of at most ``cells`` cells, broken at spaces only.

    A word longer than a line stays whole: nothing is ever cut.

    Args:
        value: The text; its own line breaks count as spaces.
        cells: The width of a line, the prefix included.
        first: The prefix of the first line.
        rest: The prefix of the following ones.
    """
    lines: list[str] = []
    begun, taken, line = first, width(first), list[str]()
    for word in value.split():
        room = width(word)
        if line and taken + 1 + room > cells:
            lines.append(begun + " ".join(line))
            begun, taken, line = rest, width(rest), []
        taken += room + bool(line)
        line.append(word)
    lines.append((begun + " ".join(line)).rstrip())
    return lines
