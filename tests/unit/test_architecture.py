"""The structure holds: layers, a pure core, named ways to disk and clock, small modules."""

from __future__ import annotations

import ast
import statistics
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import pytest

from tests.structure.allowed import BUILTINS, CHANGING, CORE, FOREIGN, LAYERS, OWN
from tests.structure.source import PACKAGE, circle, graph, modules, packages
from tests.structure.violations import unused, violations, within

LONGEST: Final = 300  # lines of a module
MEDIAN: Final = 100
EVERYTHING: Final = {**modules(), **packages()}


@pytest.mark.parametrize("module", EVERYTHING)
def test_a_module_does_what_its_place_allows(module: str) -> None:
    assert violations(module, EVERYTHING[module]) == []


# What is planted where, and what is told of it.
PLANTED: Final = {
    "layers": [
        ("model.plan", "from tt_doingoai.assess.view import view", "from above"),
        ("schedule.x", "def f():\n    from tt_doingoai.cli import app", "from above"),
        ("store.x", "import tt_doingoai.render.page as p", "from above"),
        ("loading.x", "import tt_doingoai\nx = tt_doingoai.cli.app", "from above"),
        ("assess.x", "from .view import view", "neither relative"),
        ("cli.x", "from tt_doingoai.terms import *", "nor everything"),
        (
            "render.formats",
            "from importlib import import_module\nimport_module(f'tt_doingoai.cli.{x}')",
            "which may be anything",
        ),
        (
            "cli.building",
            "import importlib as i\ndef f(x):\n    i.import_module(x)",
            "which may be anything",
        ),
    ],
    "other packages": [
        ("cli.x", "import yaml", "uses yaml"),
        ("render.status_text", "from rich.table import Table", "uses rich"),
        ("store.lines", "import filelock", "uses filelock"),
        ("schedule.x", "def f():\n    import holidays", "uses holidays"),
        ("cli.x", "def f():\n    from jinja2 import Template", "uses jinja2"),
        ("render.template", "from jinja2 import FileSystemLoader", "uses jinja2.FileSystemLoader"),
        ("assess.x", "import pydantic", "uses pydantic"),
        ("loading.plan_checks", "import pydantic", "uses pydantic"),
        ("model.scalars", "import pydantic\nx = pydantic.BaseModel", "uses pydantic.BaseModel"),
        ("assess.x", "import attrs", "uses attrs"),
        ("assess.x", "import requests", "uses requests"),
    ],
    "the one reader of YAML": [
        ("loading.checks", "import yaml", "uses yaml"),
        ("loading.yaml_edit", "import yaml\nx = yaml.parse('')", "uses yaml.parse"),
        ("loading.yaml_edit", "import yaml\nx = yaml.safe_load('')", "uses yaml.safe_load"),
        ("loading.yaml_edit", "from yaml import safe_load", "uses yaml.safe_load"),
        ("loading.yaml_edit", "import yaml as y\ny.safe_load('')", "uses yaml.safe_load"),
        ("loading.yaml_tree", "import yaml\ngetattr(yaml, 'load')", "uses yaml.load"),
        ("loading.yaml_tree", "import yaml\nx = yaml\nx.load", "uses yaml.load"),
    ],
    "a pure core": [
        ("assess.x", "import os", "uses os"),
        ("recording.x", "from pathlib import Path", "uses pathlib"),
        ("model.x", "import io\nio.open('x')", "uses io.open"),
        ("assess.x", "import sqlite3", "uses sqlite3"),
        ("terms", "import http.client", "uses http.client"),
        ("schedule.x", "import multiprocessing", "uses multiprocessing"),
        ("lookup", "import importlib", "uses importlib"),
        ("model.x", "import random", "uses random"),
        ("render.x", "print(1)", "uses print"),
        ("schedule.x", "open('x')", "uses open"),
        ("assess.x", "def f(path):\n    path.read_text()", "looks at the disk"),
        ("render.x", "def f(path):\n    path.open()", "looks at the disk"),
        ("text", "exec('import os')", "uses exec"),
        ("text", "__import__('os')", "uses __import__"),
    ],
    "the disk": [
        ("store.x", "from pathlib import Path\nPath('x').write_text('x')", "changes the disk"),
        ("cli.x", "open('x', 'w')", "changes the disk"),
        ("store.content", "open('x', 'w')", "changes the disk"),
        ("store.content", "def f(mode):\n    open('x', mode)", "changes the disk"),
        ("loading.kept", "import os\nos.fdopen(1, 'wb')", "changes the disk"),
        ("cli.named", "def f(path):\n    path.open(mode='a')", "changes the disk"),
        ("loading.x", "def f(path):\n    getattr(path, 'unlink')()", "changes the disk"),
        ("cli.x", "def f(path):\n    path.replace('y')", "changes the disk"),
        ("store.content", "import os\nos.open('x', os.O_RDWR)", "uses os.O_RDWR"),
        ("store.content", "from os import O_WRONLY as W", "uses os.O_WRONLY"),
        ("store.x", "import os\nos.replace('x', 'y')", "uses os.replace"),
        ("store.x", "import os as system\nsystem.rename('x', 'y')", "uses os.rename"),
        ("store.x", "import os\ndef f(name):\n    getattr(os, name)()", "uses os.*"),
        ("cli.x", "import shutil\nshutil.copy('x', 'y')", "uses shutil.copy"),
        ("cli.x", "import tempfile", "uses tempfile"),
    ],
    "the ledger": [
        ("cli.x", "from tt_doingoai.store.json_store import put_in_place", "store.restore alone"),
        ("cli.x", "from tt_doingoai.store import json_store as j\nj.JsonStore", "opening alone"),
        ("recording.x", "from tt_doingoai.store.restore import restore", "cli.stores alone"),
        ("store.x", "from tt_doingoai.store.lines import encode", "store.json_store alone"),
        ("cli.x", "def f(store):\n    store.append(1)", "records"),
        ("cli.x", "class C:\n    def f(self):\n        self.store.append(1)", "records"),
        ("cli.x", "def f(session):\n    session.store.append(1)", "records"),
        ("cli.x", "from tt_doingoai.store.opening import open_store\nopen_store(1).append(1)",
         "records"),
        ("cli.x", "def f(kept: Store):\n    add = kept.append\n    add(1)", "records"),
        ("cli.x", "ledger = open_store(1)\nledger.append(1)", "records"),
    ],
    "the clock": [
        ("assess.x", "import datetime as dt\nx = dt.date.today()", "reads the clock"),
        ("cli.x", "import datetime as dt\nx = dt.datetime.now()", "reads the clock"),
        ("cli.x", "import datetime\nx = datetime.datetime.now()", "reads the clock"),
        ("cli.x", "from datetime import datetime as D\nx = D.now()", "reads the clock"),
        ("model.x", "import datetime as dt\nx = field(default_factory=dt.date.today)", "clock"),
        ("cli.x", "def f(day):\n    type(day).today()", "reads the clock"),
        ("store.verify", "import time\ntime.time()", "uses time.time"),
        ("render.x", "from tt_doingoai import clock\nclock.now('Z')", "uses clock.now"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("module", "code", "told"),
    [pytest.param(*case, id=f"{rule}-{case[0]}") for rule in PLANTED for case in PLANTED[rule]],
)
def test_a_planted_violation_is_found(module: str, code: str, told: str) -> None:
    assert told in "; ".join(violations(module, code))


@pytest.mark.parametrize("line", FOREIGN)
def test_what_others_made_is_not_for_everybody(line: str) -> None:
    module, _, name = line.replace("*", "x").rpartition(".")
    planted = f"from {module} import {name}" if module else f"import {name}"
    assert violations("assess.new", planted) == [f"assess.new uses {line.replace('*', 'x')}"]


@pytest.mark.parametrize("line", OWN)
def test_what_some_alone_may_use_is_not_for_everybody(line: str) -> None:
    module, _, name = line.rpartition(".")
    planted = f"from {PACKAGE}.{module} import {name}"
    assert any(line in told for told in violations("cli.new", planted))


@pytest.mark.parametrize("method", CHANGING)
def test_no_change_of_the_disk_is_for_everybody(method: str) -> None:
    planted = f"def f(path):\n    path.{method}('w')"
    assert violations("cli.new", planted) == [f"cli.new changes the disk: path.{method}"]


@pytest.mark.parametrize("name", BUILTINS)
def test_no_function_of_python_that_reaches_out_is_for_everybody(name: str) -> None:
    assert violations("cli.new", f"x = {name}") == [f"cli.new uses {name}"]


def test_no_line_of_the_lists_is_left_over() -> None:
    assert unused(EVERYTHING) == []


def test_a_planted_line_that_is_left_over_is_found() -> None:
    left = unused(EVERYTHING | {"store.backups": "", "cli.main": "import sys\nsys.stdout"})
    assert {"os.link: store.backups", "unlink: store.backups", "traceback: cli.main"} <= set(left)
    assert "sys.stdout: cli.main" not in left


def test_the_core_needs_nothing_that_does_more_than_compute_but_these() -> None:
    """Days beyond a month's end, and hooks by which Pydantic asks how a value is written."""
    assert {
        name: who
        for name, who in FOREIGN.items()
        if any(within(place, CORE) or place in CORE for place in who.split())
    } == {
        "dateutil.relativedelta": "schedule.last_day",
        "pydantic.Get*SchemaHandler": "model.scalars model.units",
        "pydantic_core.PydanticCustomError": "model.scalars",
        "pydantic_core.core_schema": "model.scalars model.units",
    }


def test_there_is_no_circle_of_imports() -> None:
    assert circle(graph(modules(), lazy=False)) == []


def test_there_is_no_circle_of_imports_inside_functions_either() -> None:
    assert circle(graph(modules(), lazy=True)) == []


def test_a_planted_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]


def test_a_planted_circle_through_a_function_is_found_and_one_of_types_alone_is_none() -> None:
    there = "from tt_doingoai.model.b import B"
    back = "def f():\n    from tt_doingoai.model.a import A"
    types = "if TYPE_CHECKING:\n    from tt_doingoai.model.a import A"
    planted = {"model.a": there, "model.b": back}
    assert circle(graph(planted, lazy=False)) == []
    assert circle(graph(planted, lazy=True)) == ["model.a", "model.b", "model.a"]
    assert circle(graph({"model.a": there, "model.b": types}, lazy=True)) == []


def test_a_planted_circle_through_a_branch_or_a_class_is_one_at_once() -> None:
    there = "try:\n    from tt_doingoai.model.b import B\nexcept ImportError:\n    pass"
    back = "class C:\n    from tt_doingoai.model.a import A"
    planted = {"model.a": there, "model.b": back}
    assert circle(graph(planted, lazy=False)) == ["model.a", "model.b", "model.a"]


def test_a_registry_imports_the_modules_that_it_names() -> None:
    edges = graph(modules(), lazy=True)
    assert {"cli.starting", "cli.stores", "cli.plan_life"} <= edges["cli.app"]
    assert {"render.status_text", "render.csv_text"} <= edges["render.formats"]
    planted = {
        "render.formats": "X = 'page:page'",
        "render.page": "import tt_doingoai.render.formats",
    }
    assert circle(graph(planted, lazy=True)) == ["render.formats", "render.page", "render.formats"]


def too_large(known: Mapping[str, str]) -> list[str]:
    """The modules that are too long, and the median where half of them are."""
    sizes = {module: len(code.splitlines()) for module, code in known.items()}
    found = [f"{module} has {n} lines" for module, n in sizes.items() if n > LONGEST]
    median = statistics.median(sizes.values())
    return [*found, f"the median is {median} lines"] if median > MEDIAN else found


def test_modules_are_small() -> None:
    assert too_large(modules()) == []


def test_a_planted_large_module_is_found_and_so_is_a_large_median() -> None:
    small, large = "x = 1\n" * MEDIAN, "x = 1\n" * (LONGEST + 1)
    assert too_large({"a": small, "b": small, "c": large}) == ["c has 301 lines"]
    assert too_large({"a": small, "b": small + "x = 1\n" * 2}) == ["the median is 101.0 lines"]


def namesakes(known: Mapping[str, str]) -> list[str]:
    """The names that several classes share, be they private or not, each with its modules."""
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for module, code in known.items():
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ClassDef):
                homes[node.name.lstrip("_")].append(module)
    return [f"{name}: {', '.join(found)}" for name, found in homes.items() if len(found) > 1]


def test_no_two_classes_share_a_name() -> None:
    assert namesakes(EVERYTHING) == []


def test_a_planted_namesake_is_found_be_it_private_or_inside_a_function() -> None:
    planted = {
        "assess.a": "class Entry: pass",
        "store.b": "class _Entry: pass\nclass Other: pass",
        "cli.c": "def f():\n    class Entry: pass",
    }
    assert namesakes(planted) == ["Entry: assess.a, store.b, cli.c"]


def test_every_layer_is_there_and_every_module_has_one() -> None:
    assert {module.split(".", 1)[0] for module in EVERYTHING} == {
        name for names in LAYERS for name in names
    }
