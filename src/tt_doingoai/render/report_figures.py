"""What the reports of a unit and of the whole begin with: day, period, caveats and figures."""

from __future__ import annotations

from tt_doingoai.assess.periods import PeriodCounts
from tt_doingoai.assess.report import Report
from tt_doingoai.assess.summary import Summary
from tt_doingoai.model.period import Period
from tt_doingoai.render.figures import cells, rate_sentences
from tt_doingoai.render.prose import Block, Figures, Para
from tt_doingoai.render.sources import caveats, judged_to
from tt_doingoai.terms import period_span, period_text
from tt_doingoai.wording import _, n_


def opening(report: Report, subject: str = "") -> list[Block]:
    """Return of whom and of which day and period the figures are, and what they rest on."""
    text = f"{subject} {judged_to(report.whole)}.".lstrip()
    return [
        Para(text),
        *period_of(report.period),
        *(Para(caveat) for caveat in caveats(report.whole)),
    ]


def period_of(period: Period | None) -> list[Block]:
    """Return which period it is that figures and lists count; nothing where there is none."""
    if period is None:
        return []
    text = _("Figures of the period: {period} ({span}).")
    return [Para(text.format(period=period_text(period), span=period_span(period)))]


def figures(report: Report) -> list[Block]:
    """Return the official four cells and the rates; of a period with its rows."""
    summary = report.counted.summary
    blocks: list[Block] = [Para(cells_sentence(summary))]
    if report.counts:
        blocks.append(period_rows(report.counts, summary))
        blocks += [Para(sentence) for sentence in _period_notes(report.counts)]
    return blocks + [Para(sentence) for sentence in rate_sentences(summary)]


def cells_sentence(summary: Summary) -> str:
    """Return the four cells in a sentence."""
    return (
        n_(
            "{n} obligation with a deadline",
            "{n} obligations with a deadline",
            summary.with_deadline,
        )
        + ": "
        + _("done on time {a}; done late {b}; open, in time {c}; open, overdue {d}.").format(
            a=summary.done_on_time,
            b=summary.done_late,
            c=summary.open_in_time,
            d=summary.overdue,
        )
    )


def cell_headings() -> list[str]:
    """Return the names of the columns of the four cells, each whole in itself."""
    return [
        "",
        _("total"),
        _("done on time"),
        _("done late"),
        _("open, in time"),
        _("open, overdue"),
    ]


def period_rows(counts: PeriodCounts, summary: Summary) -> Figures:
    """Return what was carried over, what fell due, and their sum."""
    return Figures(
        cell_headings(),
        [
            cells(_("Carried over from before"), counts.summary_carried),
            cells(_("Fell due in the period"), counts.summary_due),
            cells(_("Both"), summary),
        ],
    )


def _period_notes(counts: PeriodCounts) -> list[str]:
    notes = []
    if counts.reopened:
        notes.append(
            _("Of what was carried over, {n} was done before and opened again since.").format(
                n=len(counts.reopened)
            )
        )
    if counts.extended:
        notes.append(
            _(
                "Open when the period began and extended since, counted by the new day, not as"
                " carried over: {n}."
            ).format(n=len(counts.extended))
        )
    return notes
