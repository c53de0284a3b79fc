"""The scheduled check: what is overdue, or with --new what has not been announced yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.cli.filing import Filed, failures_filed_in
from tt_doingoai.cli.options import Narrowing, Out, Place, View
from tt_doingoai.cli.output import deliver, page_here, renderer_of, say, settle_stdout
from tt_doingoai.cli.session import Session, filters_of, open_session, view_of
from tt_doingoai.errors import EXIT_FINDING, Refused, TtdnError
from tt_doingoai.render.page import Page
from tt_doingoai.store.opening import store_file
from tt_doingoai.wording import _

if TYPE_CHECKING:
    from tt_doingoai.render.formats import Teller


class _Asked(NamedTuple):
    """How a check is told."""

    session: Session
    out: Out
    page: Page
    quiet: bool
    folder: Path | None

    def tell(self, made: Callable[[], str], *, name: str) -> None:
        """Make the text and write it where it was asked for; it is there when this returns."""
        if self.quiet:
            return
        text, root = made(), self.session.workspace.root
        if self.folder is None:
            deliver(text, self.out, root=root)
            return
        day, format_ = self.session.today, self.out.format or "text"
        Filed(self.folder, f"ttdn-{name}-{day}", format_).write(text, root=root)


def check(
    place: Place,
    view: View,
    narrowing: Narrowing,
    out: Out,
    new: Annotated[
        bool, typer.Option("--new", help=_("What was not announced yet, and the rest in brief."))
    ] = False,
    soon: Annotated[
        bool, typer.Option("--soon", help=_("What is soon due too; with --new what is newly so."))
    ] = False,
    announce: Annotated[
        bool,
        typer.Option("--announce", help=_("With --new: mark what was printed as announced.")),
    ] = False,
    always: Annotated[
        bool, typer.Option("--always", help=_("Print though there is nothing to tell."))
    ] = False,
    output_dir: Annotated[
        Path | None,
        typer.Option(
            "--output-dir",
            metavar=_("FOLDER"),
            help=_("Write to a new file there, named by the day, for Notepad and Excel."),
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("Print nothing; the exit code says it."))
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help=_("Exit 0 though something is overdue."))
    ] = False,
) -> int:
    """Print what is overdue and exit 1; silent and 0 where nothing is."""
    from tt_doingoai.render import formats

    with failures_filed_in(output_dir, place):
        _check_usage(view, out, new=new, announce=announce, quiet=quiet, output_dir=output_dir)
        render, render_news = renderer_of(formats.CHECK, out), renderer_of(formats.NEWS, out)
        session = open_session(place)
        whole = view_of(session, view, Narrowing()).still_followed()
        assessment = whole.narrowed(filters_of(session, narrowing, whole.day))
        page = page_here(unfold=always, soon=soon)
        asked = _Asked(session, out, page, quiet, output_dir)
        if new:
            found = _tell_news(asked, whole, assessment, render_news, announce=announce)
        else:
            asked.tell(partial(render, assessment, page), name="check")
            found = assessment.overdue
    return EXIT_FINDING if found and not exit_zero else 0


def _tell_news(
    asked: _Asked, whole: Assessment, assessment: Assessment, render: Teller, *, announce: bool
) -> bool:
    """Tell what is new, then move the mark where asked; return whether it held a finding."""
    from tt_doingoai.assess.news import moved, news_of
    from tt_doingoai.store.announced import mark_beside, move_mark, read_mark

    path = mark_beside(store_file(asked.session.workspace.root))
    remembered = read_mark(path)
    news = news_of(
        assessment, remembered.mark, soon=asked.page.soon, unreadable=remembered.unreadable
    )
    asked.tell(partial(render, assessment, news, asked.page), name="new")
    if announce:
        settle_stdout()
        try:
            move_mark(path, partial(moved, news=news, whole=whole))
        except TtdnError:
            say(_("What was told just now stays unmarked: the next check tells it again."))
            raise
    return news.late and (news.any or asked.page.unfold)


def _check_usage(
    view: View, out: Out, *, new: bool, announce: bool, quiet: bool, output_dir: Path | None
) -> None:
    if announce and not new:
        raise Refused(_("--announce goes with --new: it marks what --new has printed"))
    if announce and (view.as_of or view.revision):
        raise Refused(
            _(
                "--announce marks what is overdue today, by the ledger as it is; leave out --as-of"
                " and --revision"
            )
        )
    if quiet and (announce or output_dir or out.output):
        raise Refused(_("--quiet prints nothing, so there is nothing to announce or to write"))
    if output_dir is not None and out.output is not None:
        raise Refused(_("--output and --output-dir: choose one"))
