"""Evidence as a person writes it and as a cell of a table holds it; what is written reads back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tt_doingoai.model.ledger import Evidence

_ADDRESS: Final = ("https://", "http://")
_NUMBER: Final = "number:"
_FILE: Final = "file:"
_WRITTEN_FILE: Final = re.compile(r"file:(?P<path>.+?)(?: sha256:(?P<sha256>[0-9a-f]{64}))?")
# Two separators stand for one that belongs to the text; one, or a line end, parts two documents.
_PART: Final = re.compile(r"(?:;;|[^;\n])+")


def named_evidence(text: str) -> Evidence:
    """Return what a number or an address names."""
    return Evidence(url=text) if text.startswith(_ADDRESS) else Evidence(number=text)


def evidence_cell(evidence: Sequence[Evidence]) -> str:
    """Return documents and files as one cell: parted by ``;``, one of a text's own written twice.

    A file is written with its SHA-256: ``file:van-ban/12.pdf sha256:…``.
    """
    return "; ".join(_written(item).replace(";", ";;") for item in evidence)


def evidence_of_cell(cell: str) -> tuple[Evidence, ...]:
    """Return the documents and files of a cell, in its order; parted by ``;`` or by line ends."""
    parts = (" ".join(part.replace(";;", ";").split()) for part in _PART.findall(cell))
    return tuple(map(_read, filter(None, parts)))


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
