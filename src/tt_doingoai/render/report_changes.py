"""``ttdn report --since``: what changed since figures were closed, in sentences and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.changes import Added, Changes, Mended
from tt_doingoai.assess.dealings import Letter, letters_sent
from tt_doingoai.assess.grouping import by_task
from tt_doingoai.assess.verdict import DONE, Verdict
from tt_doingoai.model.ledger import NoteChange, SnapshotChange
from tt_doingoai.model.period import Period
from tt_doingoai.model.units import Unit
from tt_doingoai.render.figures import cells
from tt_doingoai.render.markdown import as_markdown
from tt_doingoai.render.page import Page
from tt_doingoai.render.phrases import days_late_text
from tt_doingoai.render.prose import Block, Figures, Gap, Heading, Para, Title, as_text
from tt_doingoai.render.records_text import evidence_text
from tt_doingoai.render.report_dealings import granted_text, reminders_listed, who
from tt_doingoai.render.report_figures import cell_headings, period_of
from tt_doingoai.render.report_lists import listed
from tt_doingoai.render.report_parts import short_place
from tt_doingoai.render.sources import caveats, judged_to, source_line
from tt_doingoai.render.unit_note import names_in_line
from tt_doingoai.terms import date_text, name_of_status, name_of_timeliness, name_of_topic
from tt_doingoai.wording import _, n_


class Since(NamedTuple):
    """What changed, and since which closing of figures.

    Attributes:
        changes: What changed.
        closed: The closing (chốt số liệu).
        units: The units it is narrowed to; empty for all.
        period: The period that then and now count; None for all that there is.
    """

    changes: Changes
    closed: SnapshotChange
    units: tuple[Unit, ...] = ()
    period: Period | None = None


def since_text(since: Since, where: Page) -> str:
    """Return the changes as text."""
    return as_text(_blocks(since))


def since_markdown(since: Since, where: Page) -> str:
    """Return the changes as Markdown."""
    return as_markdown(_blocks(since))


def _blocks(since: Since) -> list[Block]:
    changes = since.changes
    then, now = changes.then, changes.now
    plans = ", ".join(tracked.plan.number for tracked in now.plans)
    opening = _('Since "{name}" (figures to the end of {day}, ledger update {n}).').format(
        name=since.closed.name, day=date_text(then.day), n=then.ledger.revision
    )
    return [
        Title(_("WHAT CHANGED IN CARRYING OUT PLAN {plans}").format(plans=plans)),
        Para(f"{_subject(since)} {judged_to(now)}.".lstrip()),
        Para(opening),
        *period_of(since.period),
        *(Para(caveat) for caveat in caveats(now)),
        Heading(_("{n}. Figures then and now").format(n=1)),
        Figures(cell_headings(), _figures(changes)),
        *_part(2, _("Newly done"), _by_task(changes.done, now), size=len(changes.done)),
        *_part(3, _("Newly overdue"), _by_task(changes.overdue, now), size=len(changes.overdue)),
        *_part(
            4,
            _("Other statuses recorded"),
            _by_task(changes.otherwise, now),
            size=len(changes.otherwise),
        ),
        *_part(5, _("Newly extended"), (granted_text(g, now) for g in changes.extended)),
        *_part(
            6,
            _("Known differently of {day} by now").format(day=date_text(then.day)),
            (_mended(mended, changes) for mended in changes.mended),
        ),
        *_part(7, _("Reasons, requests, refusals noted"), (_note(a, now) for a in changes.notes)),
        *_numbered(8, reminders_listed(_letters(changes), now)),
        *_part(9, _("Obligations that were not there then"), _counts(changes.begun, now)),
        *_part(10, _("Obligations that are no longer there"), _counts(changes.gone, then)),
        Gap(),
        Para(source_line(now)),
    ]


def _subject(since: Since) -> str:
    names = "; ".join(unit.name_on(since.changes.now.day) for unit in since.units)
    return _("Unit: {name}.").format(name=names) if names else ""


def _figures(changes: Changes) -> list[list[str]]:
    then, same_day, now = changes.then, changes.same_day, changes.now
    rows = [cells(_("As reported, {day}").format(day=date_text(then.day)), then.summary)]
    known = cells(_("That day, by what is known now"), same_day.summary)
    if known[1:] != rows[0][1:]:
        rows.append(known)
    return [*rows, cells(_("Now, {day}").format(day=date_text(now.day)), now.summary)]


def _part(number: int, title: str, items: Iterable[str], *, size: int | None = None) -> list[Block]:
    points = list(items)
    return _numbered(number, listed(title, points, len(points) if size is None else size))


def _numbered(number: int, part: Sequence[Block]) -> list[Block]:
    heading, *rest = part
    assert isinstance(heading, Heading)
    return [Heading(f"{number}. {heading.text}"), *rest]


def _letters(changes: Changes) -> list[Letter]:
    """Return the letters that went out since: one may be about several obligations."""
    new = {(added.verdict.obligation.key, added.entry) for added in changes.reminders}
    reminded = {added.verdict.obligation.key: added.verdict for added in changes.reminders}
    return letters_sent(reminded.values(), lambda v, entry: (v.obligation.key, entry) in new)


def _by_task(verdicts: Sequence[Verdict], picture: Assessment) -> Iterator[str]:
    """Yield a task's units, those alike together: by timeliness where done, else by status."""
    for group in by_task(verdicts, verdicts):
        alike: dict[str, list[Verdict]] = {}
        for verdict in group.verdicts:
            done = verdict.timeliness in DONE
            label = name_of_timeliness(verdict.timeliness)
            alike.setdefault(label if done else name_of_status(verdict.status), []).append(verdict)
        parts = (
            f"{label}: {n_('{n} unit', '{n} units', len(of))}"
            f" ({names_in_line(of, day=picture.day)})"
            for label, of in alike.items()
        )
        yield f"{short_place(group.any, picture)}: {'; '.join(parts)}."


def _state(verdict: Verdict | None) -> str:
    """Return status, verdict and the day it rests on."""
    if verdict is None:
        return _("not there")
    parts = [name_of_status(verdict.status)]
    record = verdict.history.status
    if record:
        parts[0] += f" {date_text(record.change.on)}"
    if verdict.last_day is not None:
        parts.append(name_of_timeliness(verdict.timeliness))
        if verdict.days_late:
            parts.append(days_late_text(verdict.days_late))
        parts.append(_("last day {day}").format(day=date_text(verdict.last_day)))
    if verdict.needs_review:
        parts.append(_("needs review"))
    return ", ".join(parts)


def _mended(mended: Mended, changes: Changes) -> str:
    text = _("reported as {believed}; known now as {known}").format(
        believed=_state(mended.believed), known=_state(mended.known)
    )
    return f"{who(mended.any, changes.then)}: {text}."


def _note(added: Added, picture: Assessment) -> str:
    change = added.entry.change
    assert isinstance(change, NoteChange)
    text = "; ".join(filter(None, (change.text, evidence_text(change.evidence)))).rstrip(".")
    topic = f"{name_of_topic(change.topic)} ({date_text(change.on)})"
    return f"{who(added.verdict, picture)}: {topic}: {text}."


def _counts(verdicts: Sequence[Verdict], picture: Assessment) -> list[str]:
    """Return of how many units each task's obligations are: the report itself names them."""
    return [
        f"{short_place(group.any, picture)}: {n_('{n} unit', '{n} units', len(group.verdicts))}."
        for group in by_task(verdicts, verdicts)
    ]
