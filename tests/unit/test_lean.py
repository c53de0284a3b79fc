"""A lean dataclass is the standard library's frozen one, whatever makes its methods."""

from __future__ import annotations

import dataclasses
from dataclasses import field
from typing import Any

import pytest

from tt_doingoai.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Made from named values only."""

    a: int
    b: tuple[int, ...] = ()
    c: dict[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Placed:
    """Made from values in their order."""

    a: int
    b: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class More(Named):
    """One more field than what it builds on."""

    d: int


def test_an_instance_holds_what_it_was_given_and_its_defaults() -> None:
    assert (Named(a=1).a, Named(a=1).b, Named(a=1).c) == (1, (), {})
    assert Named(a=1).c is not Named(a=1).c
    assert (Placed(1).b, Placed(1, 3).b, Placed(b=4, a=1).b) == (2, 3, 4)
    assert (More(a=1, d=5).a, More(a=1, d=5).d) == (1, 5)


@pytest.fixture(autouse=True, params=["few", "many"])
def instances(request: pytest.FixtureRequest) -> None:
    """Whatever holds of the first instances holds of those made after many."""
    if request.param == "many":
        for number in range(200):
            assert Named(a=number).a == Placed(number).a == More(a=number, d=1).a


@pytest.mark.parametrize(
    ("kind", "arguments", "values"),
    [
        (Named, (), {}),
        (Named, (1,), {}),
        (Named, (), {"a": 1, "x": 2}),
        (Named, (), {"a": 1, "b": (), "x": 2}),
        (Placed, (), {"b": 1}),
        (Placed, (1, 2, 3), {}),
        (Placed, (1,), {"a": 1}),
    ],
)
def test_what_does_not_fit_is_refused(
    kind: Any, arguments: tuple[int, ...], values: dict[str, Any]
) -> None:
    with pytest.raises(TypeError):
        kind(*arguments, **values)


def test_an_instance_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Placed(1).a = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del Placed(1).a
    with pytest.raises(dataclasses.FrozenInstanceError):
        Placed(1).z = 2  # type: ignore[attr-defined]


def test_equal_values_are_equal_and_have_one_hash() -> None:
    assert Named(a=1, c={"x": 1}) != Named(a=1, c={"x": 2})
    assert Placed(1) == Placed(1, 2)
    assert len({Placed(1), Placed(1, 2), Placed(2)}) == 2
    assert hash(Named(a=1)) == hash(Named(a=1, c={"x": 1}))
    assert Named(a=1) != More(a=1, d=1)
    assert Placed(1) != (1, 2)


def test_the_standard_library_takes_it_for_one_of_its_own() -> None:
    assert dataclasses.is_dataclass(Named)
    assert dataclasses.replace(Placed(1), b=5) == Placed(1, 5)
    assert dataclasses.asdict(More(a=1, d=2)) == {"a": 1, "b": (), "c": {}, "d": 2}
    assert repr(Placed(1)) == "Placed(a=1, b=2)"


def test_other_kinds_of_dataclass_are_not_made_here() -> None:
    with pytest.raises(TypeError):
        dataclass(frozen=False, slots=True)
