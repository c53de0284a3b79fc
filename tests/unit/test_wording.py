"""The Vietnamese catalogue is complete, and its words fit what they translate."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tt_doingoai import wording

SOURCE: Final = Path(wording.__file__).parent
KEYWORDS: Final = {"_": None, "n_": (1, 2), "later": None}


def catalogue() -> Catalog:
    with (SOURCE / "locale" / "vi" / "LC_MESSAGES" / "ttdn.po").open("rb") as file:
        return read_po(file)


def in_the_code() -> set[str | tuple[str, ...]]:
    rows = extract_from_dir(str(SOURCE), keywords=KEYWORDS)
    return {row[2] for row in rows}


MESSAGES: Final = [message for message in catalogue() if message.id]


def test_every_message_of_the_code_is_in_the_catalogue() -> None:
    known = {message.id for message in MESSAGES}
    missing = in_the_code() - known
    assert not missing, "take them in with: make catalogue"


def test_no_message_of_the_catalogue_is_unused() -> None:
    assert not {message.id for message in MESSAGES} - in_the_code()


@pytest.mark.parametrize("message", MESSAGES, ids=lambda m: str(m.id)[:40])
def test_every_message_is_translated_with_the_same_places(message: Message) -> None:
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    for told in strings:
        assert told.strip()
        assert set(re.findall(r"{(\w+)", told)) == set(re.findall(r"{(\w+)", ids[0]))


def test_no_text_for_people_is_formatted_before_it_is_translated() -> None:
    """``_(f"…")`` would never be found in the catalogue."""
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id in KEYWORDS and node.args:
                first = node.args[0]
                known = isinstance(first, ast.Constant | ast.Attribute | ast.Name)
                assert known, f"{file.name}:{node.lineno}"


@pytest.mark.parametrize(
    ("given", "code"),
    [(None, "vi"), ("", "vi"), ("vi", "vi"), ("en", "en"), ("en_US.UTF-8", "en"), ("fr", "vi")],
)
def test_the_language_is_vietnamese_unless_english_is_asked_for(given: str, code: str) -> None:
    assert wording.use(given) == code
    assert wording.current() == code


def test_a_word_of_the_contract_in_both_languages() -> None:
    assert wording._("no information yet") == "chưa có thông tin"
    wording.use("en")
    assert wording._("no information yet") == "no information yet"
    assert wording.n_("{n} day late", "{n} days late", 1) == "1 day late"
    assert wording.n_("{n} day late", "{n} days late", 2) == "2 days late"
