"""Evidence as one cell of a table: several documents, files with their digest, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tt_doingoai.model.ledger import Evidence
from tt_doingoai.model.written_evidence import evidence_cell, evidence_of_cell, named_evidence
from tt_doingoai.text import one_line

SHA = "0" * 63 + "a"


@pytest.mark.parametrize(
    ("evidence", "cell"),
    [
        ((), ""),
        ((Evidence(number="12-BC/ĐU"),), "12-BC/ĐU"),
        ((Evidence(number="12-BC/ĐU"), Evidence(number="13-BC/ĐU")), "12-BC/ĐU; 13-BC/ĐU"),
        ((Evidence(number="12-BC/ĐU; bản 2"),), "12-BC/ĐU;; bản 2"),
        ((Evidence(url="https://vi.du/a?b=1;c"),), "https://vi.du/a?b=1;;c"),
        ((Evidence(path="van-ban/12.pdf", sha256=SHA),), f"file:van-ban/12.pdf sha256:{SHA}"),
        ((Evidence(path="12.pdf"),), "file:12.pdf"),
        ((Evidence(number="file:12.pdf"),), "number:file:12.pdf"),
        ((Evidence(number="https://vi.du"),), "number:https://vi.du"),
    ],
)
def test_evidence_is_one_cell_and_reads_back(evidence: tuple[Evidence, ...], cell: str) -> None:
    assert evidence_cell(evidence) == cell
    assert evidence_of_cell(cell) == evidence


@pytest.mark.parametrize("cell", ["1;2", "1\n2", " 1 ;\n 2 ; ", "1; ;2"])
def test_documents_are_parted_by_semicolons_or_line_ends(cell: str) -> None:
    assert evidence_of_cell(cell) == (Evidence(number="1"), Evidence(number="2"))


def test_evidence_that_names_nothing_writes_nothing() -> None:
    assert evidence_cell((Evidence(),)) == ""


def test_an_address_is_known_by_its_beginning() -> None:
    assert named_evidence("https://vi.du/1") == Evidence(url="https://vi.du/1")
    assert named_evidence("12-BC/ĐU") == Evidence(number="12-BC/ĐU")


texts = st.text(st.sampled_from("a12-/;: filenumbr.shttp"), min_size=1).map(one_line).filter(bool)
items = st.one_of(
    texts.map(named_evidence),
    st.builds(
        Evidence, path=texts, sha256=st.sampled_from([SHA, None]), number=st.none(), url=st.none()
    ),
)


@given(st.lists(items, max_size=3).map(tuple))
def test_whatever_was_recorded_reads_back(evidence: tuple[Evidence, ...]) -> None:
    assert evidence_of_cell(evidence_cell(evidence)) == evidence
