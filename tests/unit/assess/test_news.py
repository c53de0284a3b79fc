"""What a scheduled check tells as new, and how its mark moves."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import (
    day,
    extension,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    picture,
    status,
    undo,
)
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.news import News, moved, news_of
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.announced import Announcement, Mark
from tt_doingoai.model.ledger import Change, Status

# "trước ngày 10-4-2024": the last day is 9 April, the due-soon window begins on 26 March.


def told(on: str, mark: Mark, *, soon: bool = False, **values: Any) -> tuple[News, Mark]:
    """A run with --announce: its news, and the mark after it."""
    whole = picture(on, **values)
    news = news_of(whole, mark, soon=soon)
    return news, moved(mark, news, whole)


def names(verdicts: tuple[Verdict, ...]) -> list[str]:
    return [verdict.obligation.unit.id for verdict in verdicts]


def one(last_day: str = "2024-04-09", unit: str = "mot") -> Announcement:
    return Announcement("mau", "I.1", unit, None, day(last_day))


def test_nothing_is_new_on_the_last_day_itself_and_it_is_on_the_day_after() -> None:
    assert not told("2024-04-08", Mark())[0].any
    assert not told("2024-04-09", Mark())[0].any
    news, mark = told("2024-04-10", Mark())
    assert names(news.overdue) == ["mot"]
    assert mark == Mark(overdue=frozenset({one()}))


def test_news_say_why_the_mark_could_not_be_read() -> None:
    news = news_of(picture("2024-04-10"), Mark(), soon=False, unreadable="hỏng")
    assert (news.unreadable, names(news.overdue)) == ("hỏng", ["mot"])
    assert told("2024-04-10", Mark())[0].unreadable is None


def test_there_is_something_to_tell_where_anything_is_newly_overdue_or_newly_soon_due() -> None:
    assert told("2024-04-10", Mark())[0].any
    assert told("2024-04-01", Mark(), soon=True)[0].any


def test_what_is_overdue_is_late_whether_it_was_told_before_or_not() -> None:
    news, mark = told("2024-04-10", Mark())
    assert news.late
    assert told("2024-04-11", mark)[0].late
    assert not told("2024-04-09", Mark(), soon=True)[0].late


def test_a_second_run_repeats_nothing_and_a_missed_day_loses_nothing() -> None:
    _first, mark = told("2024-04-10", Mark())
    again, unmoved = told("2024-04-10", mark)
    assert (again.any, names(again.overdue_before), unmoved) == (False, ["mot"], mark)
    late = told("2024-04-25", Mark())[0]
    assert names(late.overdue) == ["mot"]


def test_told_as_soon_due_does_not_count_as_told_as_overdue() -> None:
    news, mark = told("2024-04-01", Mark(), soon=True)
    assert (names(news.soon), news.late, mark.due_soon) == (["mot"], False, {one()})
    assert not told("2024-04-02", mark, soon=True)[0].any
    news, mark = told("2024-04-10", mark, soon=True)
    assert names(news.overdue) == ["mot"]
    assert mark == Mark(overdue=frozenset({one()}))


def test_without_soon_what_is_soon_due_is_no_news_and_is_not_marked() -> None:
    news, mark = told("2024-04-01", Mark())
    assert (news.any, names(news.soon_before), mark) == (False, ["mot"], Mark())


def test_the_due_soon_window_begins_with_its_first_day() -> None:
    assert not told("2024-03-25", Mark(), soon=True)[0].any
    assert told("2024-03-26", Mark(), soon=True)[0].soon


def test_what_was_received_in_time_and_returned_is_new_again() -> None:
    received = status(Status.RECEIVED, "2024-04-11")
    _news, mark = told("2024-04-10", Mark())
    in_time = ledger(status(Status.RECEIVED, "2024-04-09"))
    _news, mark = told("2024-04-11", mark, history=in_time)
    assert mark == Mark()
    back = ledger(status(Status.RECEIVED, "2024-04-09"), status(Status.RETURNED, "2024-04-12"))
    assert told("2024-04-12", mark, history=back)[0].overdue
    # Received late it is overdue all the while: nothing of it is new when it is returned.
    _news, mark = told("2024-04-10", Mark())
    _news, mark = told("2024-04-11", mark, history=ledger(received))
    back = ledger(received, status(Status.RETURNED, "2024-04-12"))
    assert not told("2024-04-12", mark, history=back)[0].any


def test_a_record_that_was_undone_makes_it_new_again() -> None:
    done = status(Status.DONE, "2024-04-11")
    _news, mark = told("2024-04-10", Mark())
    _news, mark = told("2024-04-11", mark, history=ledger(done))
    assert told("2024-04-12", mark, history=ledger(done, undo(1)))[0].overdue


def test_a_later_last_day_is_announced_anew_when_it_passes() -> None:
    granted = ledger(extension("2024-04-30", "2024-04-10"))
    _news, mark = told("2024-04-10", Mark())
    # No run in between: another last day is another announcement all the same.
    assert not told("2024-04-30", mark, history=granted)[0].any
    news, mark = told("2024-05-01", mark, history=granted)
    assert (names(news.overdue), mark.overdue) == (["mot"], {one("2024-04-30")})


def test_an_extension_taken_back_makes_it_new_again() -> None:
    granted = extension("2024-04-30", "2024-04-10")
    _news, mark = told("2024-04-10", Mark())
    _news, mark = told("2024-04-11", mark, history=ledger(granted))
    assert told("2024-04-12", mark, history=ledger(granted, undo(1)))[0].overdue


def two() -> Assessment:
    return picture("2024-04-10", roster=make_roster(make_unit("mot"), make_unit("hai")))


def test_only_what_was_shown_is_marked() -> None:
    whole = two()
    shown = whole.narrowed(Filters(units=frozenset({"mot"})))
    mark = moved(Mark(), news_of(shown, Mark(), soon=True), whole)
    assert mark.overdue == {one()}
    assert names(news_of(whole, mark, soon=True).overdue) == ["hai"]


def test_a_filter_of_the_list_marks_no_more_than_the_list_held() -> None:
    whole = two()
    shown = whole.narrowed(Filters(statuses=frozenset({Status.RETURNED})))
    news = news_of(shown, Mark(), soon=True)
    assert (news.any, news.late) == (False, False)
    assert moved(Mark(), news, whole) == Mark()


def test_narrowed_it_keeps_what_others_were_told_before() -> None:
    whole = two()
    both = Mark(overdue=frozenset({one(), one(unit="hai")}))
    shown = whole.narrowed(Filters(units=frozenset({"mot"})))
    assert moved(both, news_of(shown, both, soon=True), whole) == both


TASKS = [make_task("I.1"), make_task("I.2")]
KEYS = [(task.id, unit) for task in TASKS for unit in ("mot", "hai")]


@given(st.lists(st.lists(st.tuples(st.sampled_from(KEYS), st.booleans()), max_size=4), max_size=6))
def test_each_run_tells_what_is_overdue_now_and_was_not_at_the_run_before(
    weeks: list[list[tuple[tuple[str, str], bool]]],
) -> None:
    """Whatever is recorded between runs, news is the difference of two mornings' lists."""
    plan = make_plan(*TASKS)
    roster = make_roster(make_unit("mot"), make_unit("hai"))
    records: list[Change] = []
    mark, before = Mark(), set[tuple[str, str]]()
    for number, changes in enumerate(weeks):
        on = f"2024-04-{10 + number:02d}"
        for (task, unit), done in changes:
            kind = Status.DONE if done else Status.RETURNED
            records.append(status(kind, on, unit=unit, task=task, plan=plan))
        news, mark = told(on, mark, plan=plan, roster=roster, history=ledger(*records))
        now = {
            (v.obligation.place.task.id, v.obligation.unit.id)
            for v in (*news.overdue, *news.overdue_before)
        }
        new = {(v.obligation.place.task.id, v.obligation.unit.id) for v in news.overdue}
        assert new == now - before
        before = now
