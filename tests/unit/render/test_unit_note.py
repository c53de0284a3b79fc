"""What stands in brackets behind a unit: from whom it took an item over, with what came before."""

from __future__ import annotations

import pytest

from tests.builders import (
    day,
    extension,
    ledger,
    make_roster,
    make_unit,
    note,
    picture,
    reminder,
    status,
)
from tt_doingoai.model.ledger import Change, Status, Topic
from tt_doingoai.render.unit_note import handover_notes

ON = "2024-07-10"
OLD = make_unit("cu", until=day("2024-06-30"), successors=("moi",))
MERGED = make_roster(OLD, make_unit("moi", since=day("2024-07-01")))


def notes(*changes: Change) -> list[str]:
    (verdict,) = picture(ON, roster=MERGED, history=ledger(*changes)).verdicts
    return handover_notes(verdict, day(ON))


@pytest.mark.parametrize(
    ("recorded", "told"),
    [
        ([], ""),
        ([status(Status.IN_PROGRESS, "2024-06-01", unit="cu")], " [đang thực hiện 01/6]"),
        (
            [
                status(Status.RECEIVED, "2024-04-09", unit="cu"),
                status(Status.RETURNED, "2024-04-12", unit="cu"),
            ],
            " [nhận 09/4, trả 12/4]",
        ),
        (
            [
                status(Status.DONE, "2024-04-09", unit="cu"),
                status(Status.RETURNED, "2024-04-12", unit="cu"),
            ],
            " [nhận 09/4, trả 12/4]",
        ),
        (
            [note("xin lùi", on="2024-06-02", unit="cu", topic=Topic.REQUEST)],
            " [đề nghị gia hạn 02/6]",
        ),
        ([reminder("2024-05-02", unit="cu")], " [đã đôn đốc 1 lần (02/5)]"),
    ],
)
def test_a_predecessor_is_named_with_what_was_recorded_while_it_owed_this(
    recorded: list[Change], told: str
) -> None:
    assert notes(*recorded) == [f"nhận từ Đơn vị cu{told}"]


def test_a_predecessors_extension_is_told_where_the_successor_has_another() -> None:
    before, now = extension("2024-06-30", unit="cu"), extension("2024-12-31", ON, unit="moi")
    assert notes(before, now) == ["nhận từ Đơn vị cu [gia hạn đến 30/6 theo 12-CV/MAU]"]
    assert notes(extension("2024-07-31", unit="cu")) == ["nhận từ Đơn vị cu"]


def test_what_was_left_to_nobody_says_how_long_the_unit_was_there() -> None:
    alone = make_roster(make_unit("cu", until=day("2024-06-30")))
    (verdict,) = picture(ON, roster=alone).verdicts
    assert handover_notes(verdict, day(ON)) == ["hoạt động đến hết 30/6"]
