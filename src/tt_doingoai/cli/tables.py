"""The picture of the whole: matrix."""

from __future__ import annotations

from tt_doingoai.cli import typed
from tt_doingoai.cli.options import Narrowing, Out, Place, View
from tt_doingoai.cli.output import default_format, deliver, format_of, page_here
from tt_doingoai.cli.session import open_session, view_of


def matrix(place: Place, view: View, narrowing: Narrowing, out: Out) -> int:
    """Print units by tasks, a letter a cell, with the key and the figures of both edges."""
    from tt_doingoai.render import formats

    render = typed.choice(formats.MATRIX, format_of(out, default_format()), option="--format")
    session = open_session(place)
    assessment = view_of(session, view, narrowing)
    page = page_here(to_file=out.output is not None)
    deliver(render(assessment, page), out, root=session.workspace.root)
    return 0
