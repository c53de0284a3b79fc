"""A version that was edited after records were made against it is never taken in silence."""

from __future__ import annotations

from tests.builders import (
    confirmation,
    day,
    extension,
    ledger,
    make_plan,
    make_task,
    picture,
    status,
)
from tt_doingoai.assess.edited import EditedVersion, edited_versions
from tt_doingoai.assess.view import view
from tt_doingoai.model.ledger import Change, Status
from tt_doingoai.model.plan import Plan, placed_tasks
from tt_doingoai.schedule.fingerprint import fingerprint

EDITED = make_plan(text="Lời đã bị sửa.")
SECOND = make_plan(text="Lời mới.", version=2, effective_from=day("2024-06-01"))


def edited(*versions: Plan, recorded: Change, confirmed: Change | None = None) -> object:
    of = ledger(recorded, confirmed) if confirmed else ledger(recorded)
    return edited_versions(versions, view(of, day=day("2024-12-31")))


def test_a_version_that_still_says_what_records_were_made_under_is_not_edited() -> None:
    assert edited(make_plan(), recorded=status()) == ()


def test_a_version_with_other_words_is_named_with_its_tasks() -> None:
    assert edited(EDITED, recorded=status()) == (EditedVersion("mau", 1, ("I.1",)),)


def test_a_task_that_was_taken_out_of_a_version_is_named() -> None:
    plan = make_plan(make_task("I.2"))
    assert edited(plan, recorded=status()) == (EditedVersion("mau", 1, ("I.1",)),)


def test_a_version_whose_file_is_gone_is_named() -> None:
    assert edited(SECOND, recorded=status()) == (EditedVersion("mau", 1, ("I.1",)),)


def test_a_plan_that_is_gone_altogether_is_told_elsewhere() -> None:
    assert edited(make_plan(id="khac"), recorded=status()) == ()


def test_the_next_version_edits_nothing_of_the_one_before() -> None:
    assert edited(make_plan(), SECOND, recorded=status()) == ()


def test_a_record_made_under_the_next_version_is_compared_with_that() -> None:
    assert edited(make_plan(), SECOND, recorded=status(plan=SECOND, plan_version=2)) == ()
    assert edited(make_plan(), SECOND, recorded=status(plan_version=2)) != ()


def test_a_record_confirmed_under_the_words_as_they_are_complains_no_more() -> None:
    (place,) = placed_tasks(EDITED)
    confirmed = confirmation(fingerprint(place), plan_version=1)
    assert edited(EDITED, recorded=status(), confirmed=confirmed) == ()


def test_a_later_record_under_the_edited_words_does_not_excuse_the_edit() -> None:
    of = ledger(status(Status.RECEIVED), status(plan=EDITED))
    found = edited_versions([EDITED], view(of, day=day("2024-12-31")))
    assert found == (EditedVersion("mau", 1, ("I.1",)),)


def test_every_picture_tells_it() -> None:
    found = picture("2024-04-12", plan=EDITED, history=ledger(status()))
    assert found.edited == (EditedVersion("mau", 1, ("I.1",)),)


def test_a_task_taken_out_under_an_extension_alone_is_named() -> None:
    granted = extension("2024-04-30")
    assert edited(make_plan(make_task("I.2")), recorded=granted) == (
        EditedVersion("mau", 1, ("I.1",)),
    )
    assert edited(make_plan(), recorded=granted) == ()
