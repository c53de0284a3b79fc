"""The tests mirror the source, stand on their own, and are of one mind about encodings."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.structure.source import modules, read

TESTS: Final = Path(__file__).resolve().parents[1]

# Layers whose modules are tried by whole outputs and whole commands instead (tests/golden,
# tests/functional): what they say to a person is one text, of which a module makes a part.
BY_WHOLE_OUTPUTS: Final = ("render", "cli", "__main__")
# Modules with logic that others' tests specify, through the one door by which they are reached.
TRIED_IN: Final = {
    "errors": "functional.test_failures",
    "loading.amendment": "functional.test_amending",
    "loading.deadline_checks": "unit.loading.test_checks",
    "loading.order_checks": "unit.loading.test_checks",
    "loading.plan_checks": "unit.loading.test_checks",
    "loading.roster_checks": "unit.loading.test_checks",
    "loading.plain_json": "unit.loading.test_kept",
    "loading.roster_text": "unit.loading.test_roster_table",
    "loading.table": "unit.loading.test_roster_table",
    "loading.yaml_node": "unit.loading.test_yaml_tree",
    "loading.yaml_syntax": "unit.loading.test_yaml_tree",
    "recording.cells": "unit.recording.test_batch",
    "recording.rows": "unit.recording.test_batch",
    "recording.sequence": "unit.recording.test_correction",
    "store.audit": "unit.store.test_verify",
    "store.lock": "unit.store.test_lock_test",
    "store.members": "unit.store.test_lines",
    "store.values": "unit.store.test_lines",
}
# Tests of no single module: the source as a whole, examples and figures that ship with it.
OF_NO_MODULE: Final = {
    "unit.test_architecture",
    "unit.test_mirror",
    "unit.test_registries",
    "unit.test_shipped_figures",
    "unit.bench.test_data",
    "unit.loading.test_examples",
    "unit.loading.test_source_text",
}


def has_logic(code: str) -> bool:
    """Whether a module decides anything: some function of it branches."""
    branches = ast.If | ast.IfExp | ast.Match | ast.While | ast.Try | ast.BoolOp
    functions = (n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.FunctionDef))
    return any(isinstance(node, branches) for f in functions for node in ast.walk(f))


def mirror_of(module: str) -> str:
    """The test that specifies a module, by its place: assess.view -> unit.assess.test_view."""
    *layers, name = module.split(".")
    return ".".join(["unit", *layers, f"test_{name}"])


def unmirrored(known: Mapping[str, str], tests: set[str]) -> list[str]:
    """Modules with logic that no test specifies, and tests of modules that are not there."""
    missing = [
        module
        for module, code in known.items()
        if not module.startswith(BY_WHOLE_OUTPUTS)
        and has_logic(code)
        and TRIED_IN.get(module, mirror_of(module)) not in tests
    ]
    of_modules = {test for test in tests if test.startswith("unit.")}
    stray = of_modules - OF_NO_MODULE - {mirror_of(module) for module in known}
    return sorted([*missing, *stray])


def all_tests() -> set[str]:
    return {
        ".".join(file.relative_to(TESTS).with_suffix("").parts) for file in TESTS.rglob("test_*.py")
    }


def test_the_unit_tests_mirror_the_source() -> None:
    assert unmirrored(modules(), all_tests()) == []


def test_every_exception_from_the_mirror_is_still_needed() -> None:
    known, tests = modules(), all_tests()
    assert tests >= OF_NO_MODULE
    assert [m for m in TRIED_IN if not has_logic(known[m]) or mirror_of(m) in tests] == []


def test_a_planted_module_without_a_test_is_found_and_so_is_a_stray_test() -> None:
    logic = "def f(x):\n    return 1 if x else 2"
    assert unmirrored({"assess.new": logic}, set()) == ["assess.new"]
    assert unmirrored({"assess.new": logic}, {"unit.assess.test_new"}) == []
    assert unmirrored({"assess.new": "X = 1", "render.new": logic}, set()) == []
    assert unmirrored({"assess.new": "X = 1"}, {"unit.assess.test_gone"}) == [
        "unit.assess.test_gone"
    ]


def all_code() -> dict[str, str]:
    """The code of the package, of its benchmarks and of the tests, by file."""
    places = (TESTS, TESTS.parent / "src", TESTS.parent / "bench")
    files = (file for place in places for file in sorted(place.rglob("*.py")))
    return {str(file.relative_to(TESTS.parent)): file.read_text("utf-8") for file in files}


def borrowed(code: str) -> list[str]:
    """The imports of tests, which run with whoever takes them; what they share stands elsewhere."""
    return re.findall(r"^ *((?:from|import) .*\btest_.*)$", code, flags=re.MULTILINE)


def test_no_test_is_imported_by_another() -> None:
    assert {file: found for file, code in all_code().items() if (found := borrowed(code))} == {}


def test_a_planted_import_of_a_test_is_found() -> None:
    planted = "    from tests.unit.test_x import helper"
    assert borrowed(f"def f():\n{planted}\n") == [planted.strip()]
    assert borrowed("from tests.unit import test_x") != []


def without_encoding(code: str) -> list[str]:
    """The calls that read or write text in whatever encoding the machine prefers."""
    takes = {"read_text": 1, "write_text": 2}  # with the encoding, where it is not named
    found = []
    for name, call in read(code).calls():
        method = name.rpartition(".")[2]
        opens = method in ("open", "fdopen") and name != "os.open"
        modes = [word.value for word in call.args if isinstance(word, ast.Constant)][-1:]
        text = opens and not any(isinstance(mode, str) and "b" in mode for mode in modes)
        named = any(keyword.arg in ("encoding", None) for keyword in call.keywords)
        if not named and (text or len(call.args) < takes.get(method, 0)):
            found.append(ast.unparse(call))
    return found


def test_text_is_read_and_written_in_an_encoding_that_is_named() -> None:
    reads_or_writes = {
        file: code for file, code in all_code().items() if re.search(r"open\(|_text\(", code)
    }
    assert len(reads_or_writes) > 20
    found = {file: without_encoding(code) for file, code in reads_or_writes.items()}
    assert [told for told in found.items() if told[1]] == []


def test_a_planted_text_in_the_machines_encoding_is_found() -> None:
    for planted in ("path.read_text()", "path.write_text('x')", "open('x')", "path.open('w')"):
        assert without_encoding(planted) == [planted]
    for fine in (
        "path.read_text('utf-8')",
        "path.write_text('x', encoding='utf-8')",
        "open('x', 'rb')",
        "path.open('w', encoding='utf-8')",
    ):
        assert without_encoding(fine) == []
