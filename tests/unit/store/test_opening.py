"""Where a workspace keeps its ledger: a name that documents, backups and other computers know."""

from __future__ import annotations

from pathlib import Path

from tests.builders import draft, note
from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.opening import open_store, store_file


def test_the_ledger_is_one_file_in_the_workspace(tmp_path: Path) -> None:
    assert store_file(tmp_path) == tmp_path / "store" / "status.json"


def test_what_is_recorded_in_a_workspace_is_in_that_file(tmp_path: Path) -> None:
    open_store(tmp_path).append(draft(note()), made_from=0)
    assert JsonStore(store_file(tmp_path)).read() == open_store(tmp_path).read()
    assert open_store(tmp_path).read().revision == 1
