"""What is overdue, or soon due, and has not been announced yet; and how the mark moves. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.announced import Announcement, Mark


class News(NamedTuple):
    """What the lists show, parted by what was announced before.

    Attributes:
        overdue: Newly overdue (mới quá hạn).
        overdue_before: Overdue, and announced before.
        soon: Newly soon due, and not handed in; nothing unless it was asked for.
        soon_before: All else that is soon due, and not handed in.
        unreadable: Why the mark could not be read, so that all counts as new; None where it was.
    """

    overdue: tuple[Verdict, ...]
    overdue_before: tuple[Verdict, ...]
    soon: tuple[Verdict, ...]
    soon_before: tuple[Verdict, ...]
    unreadable: str | None = None

    @property
    def any(self) -> bool:
        """Whether there is anything to tell; what waits or was announced before is none."""
        return bool(self.overdue or self.soon)

    @property
    def late(self) -> bool:
        """Whether anything is overdue, announced before or not."""
        return bool(self.overdue or self.overdue_before)


def news_of(
    assessment: Assessment, mark: Mark, *, soon: bool, unreadable: str | None = None
) -> News:
    """Return what a mark has not announced yet of what the lists show.

    Args:
        assessment: The picture, narrowed as asked.
        mark: What was announced before.
        soon: Whether what has come into the due-soon window is news too.
        unreadable: Why the mark could not be read; None where it was.
    """
    late = assessment.listed_as(Timeliness.OVERDUE)
    near = [v for v in assessment.listed if _is_near(v)]
    announced = mark.due_soon if soon else frozenset(map(_announcement, near))
    return News(
        tuple(v for v in late if _announcement(v) not in mark.overdue),
        tuple(v for v in late if _announcement(v) in mark.overdue),
        tuple(v for v in near if _announcement(v) not in announced),
        tuple(v for v in near if _announcement(v) in announced),
        unreadable,
    )


def moved(mark: Mark, news: News, whole: Assessment) -> Mark:
    """Return the mark after news was announced.

    What is overdue (or soon due) no longer leaves it, so that it is new when it is so again.

    Args:
        mark: What was announced before; it may hold more than the news was made from.
        news: What was announced now.
        whole: The picture, not narrowed.
    """

    def kept(
        announced: Iterable[Announcement], new: Iterable[Verdict], holds: Callable[[Verdict], bool]
    ) -> frozenset[Announcement]:
        still = {_announcement(v) for v in whole.verdicts if holds(v)}
        return frozenset(still.intersection({*announced, *map(_announcement, new)}))

    return Mark(
        kept(mark.overdue, news.overdue, _is_late),
        kept(mark.due_soon, news.soon, _is_near),
    )


def _is_late(verdict: Verdict) -> bool:
    return verdict.timeliness is Timeliness.OVERDUE


def _is_near(verdict: Verdict) -> bool:
    """Return whether a unit has to act soon; what it has handed in waits for the office."""
    return verdict.timeliness is Timeliness.DUE_SOON and not verdict.awaits_office


def _announcement(verdict: Verdict) -> Announcement:
    assert verdict.last_day is not None  # nothing without a deadline is overdue or soon due
    return Announcement(*verdict.obligation.key, verdict.last_day)
