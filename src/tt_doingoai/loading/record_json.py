"""Records as ``export --format json`` writes them (ttdn/records@1) -> rows as of a table."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.table import Row, text_of
from tt_doingoai.model.ledger import RECORDS_FORMAT, Evidence
from tt_doingoai.model.written_evidence import evidence_cell
from tt_doingoai.text import clean, one_line
from tt_doingoai.wording import _

_EVIDENCE: Final = frozenset({"number", "url", "path", "sha256"})
_TAKEN: Final = (
    "unit",
    "plan",
    "task",
    "period",
    "status",
    "on",
    "received_on",
    "note",
    "basis",
    "answer_by",
)
_SHOWN: Final = ("unit_name", "title", "last_day", "timeliness")
_KEYS: Final = frozenset({*_TAKEN, *_SHOWN, "evidence"})


def rows_of_json(data: bytes, *, path: str, most: int) -> tuple[list[Row], list[Problem]]:
    """Return the records of a JSON document as rows, each with the line it begins in.

    Args:
        data: The file's bytes.
        path: How problems name it.
        most: How many bytes it may have.
    """
    text, problems = text_of(data, path=path, most=most)
    if problems:
        return [], problems
    try:
        document = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        message = _("this is no whole JSON document; export it once more")
        return [], [Problem(path, error.lineno, error.colno, "TD004", message)]
    except (ValueError, RecursionError):
        message = _("this is no JSON document that ttdn export has written")
        return [], [Problem(path, 1, 1, "TD004", message)]
    records = document.get("records") if isinstance(document, dict) else None
    if not isinstance(records, list) or document.get("format") != RECORDS_FORMAT:
        message = _('only a document of the format "{format}" is read: ttdn export --format json')
        return [], [Problem(path, 1, 1, "TD013", message.format(format=RECORDS_FORMAT))]
    rows = []
    for line, record in zip(_lines(text, len(records)), records, strict=True):
        wrong = _wrong(record)
        if wrong:
            problems.append(Problem(path, line, 1, "TD012", wrong))
        else:
            rows.append(Row(line, _cells(record), {}))
    return rows, problems


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _wrong(record: Any) -> str | None:
    """Return what is wrong with a record's form, or None."""
    if not isinstance(record, dict):
        return _("a record is an object")
    unknown = [key for key in record if key not in _KEYS]
    if unknown:
        message = _('unknown key "{name}"; keys are: {keys}')
        return message.format(name=one_line(unknown[0]), keys=", ".join(sorted(_KEYS)))
    for key in (*_TAKEN, *_SHOWN):
        if not isinstance(record.get(key), str | None):
            return _('"{key}" is a text or null').format(key=key)
    items = record.get("evidence", [])
    whole = isinstance(items, list) and all(
        isinstance(item, dict)
        and set(item) <= _EVIDENCE
        and all(isinstance(value, str | None) for value in item.values())
        for item in items
    )
    return None if whole else _('"evidence" is a list of number, url, path, sha256')


def _cells(record: dict[str, Any]) -> dict[str, str]:
    cells = {key: one_line(record.get(key) or "") for key in (*_TAKEN, "unit_name")}
    evidence = tuple(Evidence(**item) for item in record.get("evidence", ()))
    return {**cells, "evidence": clean(evidence_cell(evidence))}


def _lines(text: str, number: int) -> list[int]:
    """Return the line in which each record begins; 1 for all where that cannot be told."""
    begun = re.search(r'"records"\s*:\s*\[', text)
    decoder, between = json.JSONDecoder(), re.compile(r"[ \t\r\n,]*")
    at, counted, lines = begun.end() if begun else 0, 0, [1]
    try:
        for _record in range(number):
            gap = between.match(text, at)
            at = gap.end() if gap else at
            lines.append(lines[-1] + text.count("\n", counted, at))
            counted = at
            _value, at = decoder.raw_decode(text, at)
    except ValueError:
        return [1] * number
    return lines[1:]
