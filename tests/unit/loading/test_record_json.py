"""Exported records in JSON, read back: their lines, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tt_doingoai.loading.record_table import records_of

RECORD = {"plan": "mau", "task": "I.1", "unit": "mot", "period": None, "status": "done"}


def document(*records: Any, **head: Any) -> bytes:
    whole = {"format": "ttdn/records@1", **head, "records": list(records)}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def test_records_are_rows_in_their_lines() -> None:
    rows, problems = records_of(document(RECORD, {**RECORD, "unit": "hai"}), path="b.json")
    assert problems == []
    assert [(row.line, row.cell("unit"), row.cell("period")) for row in rows] == [
        (4, "mot", ""),
        (11, "hai", ""),
    ]


def test_where_another_key_misleads_the_search_for_lines_nothing_is_lost() -> None:
    data = document(RECORD, {**RECORD, "unit": "hai"}, summary={"records": [1]})
    rows, problems = records_of(data, path="b.json")
    assert problems == []
    assert [row.cell("unit") for row in rows] == ["mot", "hai"]


def test_evidence_keeps_number_address_and_file() -> None:
    items = [
        {"number": "1;2", "url": None, "path": None, "sha256": None},
        {"number": None, "url": None, "path": "a.pdf", "sha256": "0" * 64},
    ]
    ((row,), _) = records_of(document({**RECORD, "evidence": items}), path="b.json")
    assert row.cell("evidence") == "1;;2; file:a.pdf sha256:" + "0" * 64


def test_a_text_is_not_taken_for_a_quoted_formula() -> None:
    ((row,), _) = records_of(document({**RECORD, "note": "'=1"}), path="b.json")
    assert row.cell("note") == "'=1"


@pytest.mark.parametrize(
    "record",
    [
        "mot",
        {**RECORD, "colour": "red"},
        {**RECORD, "on": 5},
        {**RECORD, "evidence": "12-BC/ĐU"},
        {**RECORD, "evidence": [{"number": 12}]},
        {**RECORD, "evidence": [{"title": "x"}]},
    ],
)
def test_a_record_of_another_form_is_told_by_its_line(record: Any) -> None:
    rows, problems = records_of(document(RECORD, record), path="b.json")
    assert len(rows) == 1
    assert [(problem.line, problem.code) for problem in problems] == [(11, "TD012")]


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        b'{"format": "ttdn/status@1", "records": []}',
        b'{"format": "ttdn/records@1", "records": {}}',
        b'{"format": "ttdn/records@1", "format": "x", "records": []}',
        b'{"records": ' + b"[" * 100_000,
        b'{"n": NaN}',
        b'{"format": "\xd5"}',
    ],
)
def test_another_document_is_refused(data: bytes) -> None:
    rows, problems = records_of(data, path="b.json")
    assert rows == []
    assert len(problems) == 1
