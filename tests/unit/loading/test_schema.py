"""The JSON Schemas for editors, held against an independent validator."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.conftest import ROOT
from tests.plans.examples import (
    BASE,
    PLAN,
    UNITS,
    Example,
    invalid_examples,
    valid_examples,
)
from tt_doingoai.loading.schema import SCHEMAS, json_schema

SHIPPED = {"plan": ROOT / "plans" / "97-kh-duk.v1.yaml", "units": ROOT / "units.yaml"}
# http://json-schema.org/draft-07/schema: every keyword there is.
DRAFT_7 = set(Draft7Validator.META_SCHEMA["properties"])
# What an editor can see: the form of values. A day that does not exist, it cannot.
FORM = {"TD010", "TD011", "TD012", "TD013", "TD015", "TD016", "TD017", "TD018", "TD019"}
# What an editor cannot see, or YAML's guesses hide from it.
LOOSER = {
    "TD015-range-backwards",
    "TD015-range-of-two-kinds",
    "TD016-group-id-with-spaces",
    "TD018-only-hidden-characters",
    "TD018-only-spaces",
    "TD019-yes",
}
# Written as only a loader without guesses reads them.
STRICTER = {"scalars-stay-text", "nulls"}


@cache
def validator(name: str) -> Draft7Validator:
    return Draft7Validator(json_schema(name))


def plain(file: Path) -> Any:
    """A YAML file as an editor sees it: plain types, guessed by YAML's rules."""
    return yaml.safe_load(file.read_text(encoding="utf-8-sig"))


def is_valid(root: Path) -> bool:
    """Whether an editor finds nothing wrong with a workspace's files."""
    files = [("plan", file) for file in (root / "plans").iterdir()] + [("units", root / UNITS)]
    try:
        return all(validator(name).is_valid(plain(file)) for name, file in files)
    except yaml.YAMLError:
        return False


def schemas_within(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema, itself first."""
    yield node
    for key in ("properties", "patternProperties", "definitions", "$defs"):
        for inner in node.get(key, {}).values():
            yield from schemas_within(inner)
    for key in ("allOf", "anyOf", "oneOf"):
        for inner in node.get(key, ()):
            yield from schemas_within(inner)
    for key in ("items", "additionalProperties", "propertyNames", "not", "contains"):
        if isinstance(node.get(key), dict):
            yield from schemas_within(node[key])


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_is_what_the_models_give(name: str) -> None:
    kept = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert kept == json_schema(name), "write it anew: make schemas"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_right_by_the_rules_of_draft_7(name: str) -> None:
    Draft7Validator.check_schema(json_schema(name))
    assert json_schema(name)["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("name", SCHEMAS)
def test_only_keywords_of_draft_7_are_used(name: str) -> None:
    used = {key for schema in schemas_within(json_schema(name)) for key in schema}
    assert used <= DRAFT_7


@pytest.mark.parametrize("name", SCHEMAS)
def test_nothing_stands_beside_a_reference(name: str) -> None:
    beside = [schema for schema in schemas_within(json_schema(name)) if "$ref" in schema]
    assert beside
    assert all(set(schema) == {"$ref"} for schema in beside)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_says_what_it_is(name: str) -> None:
    silent = [
        key
        for schema in schemas_within(json_schema(name))
        for key, value in schema.get("properties", {}).items()
        if not value.get("description")
    ]
    assert silent == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_unknown_keys_are_errors_in_an_editor_too(name: str) -> None:
    objects = [schema for schema in schemas_within(json_schema(name)) if "properties" in schema]
    assert objects
    assert all(schema["additionalProperties"] is False for schema in objects)


@pytest.mark.parametrize(("name", "file"), SHIPPED.items())
def test_what_is_shipped_is_valid(name: str, file: Path) -> None:
    assert [error.message for error in validator(name).iter_errors(plain(file))] == []


@pytest.mark.parametrize(
    "example",
    [example for example in valid_examples() if example.name not in STRICTER],
    ids=lambda example: example.name,
)
def test_what_the_loader_takes_an_editor_takes(example: Example, tmp_path: Path) -> None:
    assert is_valid(example.build(tmp_path / "mau"))


@pytest.mark.parametrize(
    "example",
    [example for example in invalid_examples() if example.code in FORM and not example.change],
    ids=lambda example: example.name,
)
def test_an_editor_sees_a_value_of_the_wrong_form(example: Example, tmp_path: Path) -> None:
    root = example.build(tmp_path / "mau")
    assert is_valid(root) is (example.name in LOOSER)


def broken(change: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the base's plan is no longer valid after a change."""
    plan = copy.deepcopy(plain(BASE / PLAN))
    assert validator("plan").is_valid(plan)
    change(plan)
    return not validator("plan").is_valid(plan)


def test_a_plan_without_its_version_is_not_valid() -> None:
    assert broken(lambda plan: plan.pop("version"))


def test_a_deadline_without_its_rule_is_not_valid() -> None:
    def change(plan: dict[str, Any]) -> None:
        plan["sections"][0]["clauses"][0]["tasks"][0]["deadline"].pop("rule")

    assert broken(change)


def test_a_deadline_with_the_keys_of_another_rule_is_not_valid() -> None:
    def change(plan: dict[str, Any]) -> None:
        plan["sections"][0]["clauses"][0]["tasks"][0]["deadline"]["period"] = "2024"

    assert broken(change)


@pytest.mark.parametrize("version", [0, -1, 1.5, "1.0", True, None])
def test_a_version_that_is_no_whole_number_is_not_valid(version: object) -> None:
    assert broken(lambda plan: plan.update(version=version))


@pytest.mark.parametrize("period", [2024, "2024", "2024-03", "2024-Q2", "2024-H1", "2024..2026"])
def test_periods_are_valid_quoted_or_not(period: object) -> None:
    def change(plan: dict[str, Any]) -> None:
        plan["sections"][0]["clauses"][0]["tasks"][0]["deadline"] = {
            "rule": "within",
            "period": period,
            "wording": "x",
        }

    assert not broken(change)


@pytest.mark.parametrize("groups", [["don-vi"], [{"id": "don-vi", "since": "2024-01-01"}]])
def test_a_units_group_is_valid_as_an_id_or_with_its_days(groups: list[object]) -> None:
    roster = plain(BASE / UNITS)
    roster["units"][1]["groups"] = groups
    assert validator("units").is_valid(roster)
