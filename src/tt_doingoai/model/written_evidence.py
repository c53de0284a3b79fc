"""Evidence as a person writes it and as a cell of a table holds it; what is written reads back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tt_doingoai.model.ledger import Evidence
from tt_doingoai.text import in_one_cell, texts_of_cell

_ADDRESS: Final = ("https://", "http://")
_NUMBER: Final = "number:"
_FILE: Final = "file:"
_WRITTEN_FILE: Final = re.compile(r"file:(?P<path>.+?)(?: sha256:(?P<sha256>[0-9a-f]{64}))?")


def named_evidence(text: str) -> Evidence:
    """Return what a number or an address names."""
    return Evidence(url=text) if text.startswith(_ADDRESS) else Evidence(number=text)


def evidence_cell(evidence: Sequence[Evidence]) -> str:
    """Return documents and files as one cell: parted by ``;``, one of a text's own written twice.

    A file is written with its SHA-256: ``file:van-ban/12.pdf sha256:…``.
    """
    return in_one_cell(map(_written, evidence))


def evidence_of_cell(cell: str) -> tuple[Evidence, ...]:
    """Return the documents and files of a cell, in its order; parted by ``;`` or by line ends."""
    return tuple(map(_read, texts_of_cell(cell)))


def _written(item: Evidence) -> str:
    if item.path is not None:
        return f"{_FILE}{item.path}" + (f" sha256:{item.sha256}" if item.sha256 else "")
    if item.url is not None:
        return item.url
    number = item.number or ""
    # A number that reads like something else says what it is.
    return _NUMBER + number if number.startswith((_FILE, _NUMBER, *_ADDRESS)) else number


def _read(part: str) -> Evidence:
    if part.startswith(_NUMBER):
        return Evidence(number=part.removeprefix(_NUMBER))
    file = _WRITTEN_FILE.fullmatch(part)
    return Evidence(path=file["path"], sha256=file["sha256"]) if file else named_evidence(part)
