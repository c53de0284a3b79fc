"""A template's text and plain data to a letter's text: Jinja in a sandbox, and little of it.

A template may print, choose, repeat and lay out; it cannot call, compute or read another file.
That leaves nothing in it that runs away, and what it repeats is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tt_doingoai.errors import Untrusted
from tt_doingoai.render.page import TEXT_WIDTH, page
from tt_doingoai.render.template_reasons import reason
from tt_doingoai.text import one_line, pad, width, wrap
from tt_doingoai.wording import _

_WRONG: Final = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
_MOST_STEPS: Final = 10_000  # of all loops of a letter together
_MOST_CHARACTERS: Final = 500_000
_LEFT: Final = 38  # cells of the left one of two columns, the gap included
_GAP: Final = 2
_COLUMNS: Final = "||"
_MARKS: Final = (";", ",", ".", ":")
_ALLOWED: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.List),
    *(nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
    *(nodes.For, nodes.Assign, nodes.AssignBlock, nodes.Getattr, nodes.Getitem),
    *(nodes.Filter, nodes.FilterBlock, nodes.Test),
)


class _NotUsed(TemplateSyntaxError):
    """A tag that letters have no need of; told in the user's language."""


class _Forbidden(SecurityError):
    """What a letter must not do; told in the user's language."""


class LetterTemplate:
    """A template, understood; fills in one letter after another."""

    def __init__(self, source: str, *, name: str) -> None:
        """Make it from a template's text.

        Args:
            source: The text.
            name: How messages name the file.

        Raises:
            Untrusted: It is no template, or uses what a letter has no need of.
        """
        self._name = name
        self._steps = 0
        self._characters = 0
        self._environment = self._made_environment()
        try:
            self._template = self._compiled(source)
        except TemplateSyntaxError as error:
            raise self._wrong(error.lineno, _("not understood: {detail}"), error) from error
        except (SyntaxError, RecursionError, ValueError, MemoryError) as error:
            raise self._wrong(1, _("not understood: {detail}"), error) from error

    def fill(self, data: Mapping[str, Any]) -> str:
        """Return the letter.

        Args:
            data: Texts, whole numbers, flags, and lists and dictionaries of these.

        Raises:
            Untrusted: The template asks for what there is not, or goes on too long.
        """
        self._steps = self._characters = 0
        try:
            text = self._template.render(data)
        except UndefinedError as error:
            raise self._wrong(
                self._line(error), _("there is nothing of this name: {detail}"), error
            ) from error
        except SecurityError as error:
            raise self._wrong(
                self._line(error), _("not allowed in a letter: {detail}"), error
            ) from error
        except (TemplateError, *_WRONG) as error:
            raise self._wrong(
                self._line(error), _("cannot be filled in: {detail}"), error
            ) from error
        return page(text.strip("\n").split("\n"))

    def _compiled(self, source: str) -> Template:
        tree = self._environment.parse(source, filename=self._name)
        left: list[nodes.Node] = [tree]
        while left:
            node = left.pop()
            if not isinstance(node, _ALLOWED):
                message = _('"{what}" is not used in letters; see the shipped template')
                what = type(node).__name__.lower()
                raise _NotUsed(message.format(what=what), node.lineno or 1)
            left += node.iter_child_nodes()
            if isinstance(node, nodes.For):
                node.iter = nodes.Filter(
                    node.iter, "counted", [], [], None, None, lineno=node.lineno
                )
        code = self._environment.compile(tree, self._name, self._name)
        return Template.from_code(self._environment, code, {})

    def _made_environment(self) -> ImmutableSandboxedEnvironment:
        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            autoescape=False,  # plain text, never HTML
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=self._printed,
        )
        environment.globals.clear()
        environment.tests = {"defined": environment.tests["defined"]}
        environment.filters = {
            "counted": self._counted,
            "length": len,
            "first": environment.filters["first"],
            "last": environment.filters["last"],
            "upper": self._charged(str.upper),
            "capital": self._charged(lambda text: text[:1].upper() + text[1:]),
            "fill": self._charged(_fill),
            "center": self._charged(_center),
            "columns": self._charged(_columns),
            "signature": self._charged(_signature),
        }
        return environment

    def _charged(self, make: Callable[..., str]) -> Callable[..., str]:
        """Return a filter of text whose results are counted against what a letter may hold."""

        def made(text: object, *options: object) -> str:
            for value in (text, *options):
                texts = value if isinstance(value, list) and value is not text else [value]
                _check(
                    all(isinstance(one, str) for one in texts), value, _("this works on text only")
                )
            return str(self._printed(make(text, *options)))

        return made

    def _printed(self, value: object) -> object:
        printable = isinstance(value, str | int) and not isinstance(value, bool)
        _check(printable, value, _("only texts and numbers can be printed"))
        self._characters += len(str(value))
        if self._characters > _MOST_CHARACTERS:
            raise _Forbidden(_("the letter grows without end"))
        return value

    def _counted(self, items: Sequence[object]) -> Sequence[object]:
        _check(isinstance(items, list), items, _("only lists can be gone through"))
        self._steps += len(items)
        if self._steps > _MOST_STEPS:
            raise _Forbidden(_("the letter grows without end"))
        return items

    def _line(self, error: BaseException) -> int:
        """Return the line of the template that an error was raised from."""
        line, trace = 1, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self._name:
                line = trace.tb_lineno
            trace = trace.tb_next
        return line

    def _wrong(self, line: int, message: str, error: BaseException) -> Untrusted:
        detail = str(getattr(error, "message", None) or error)
        if not isinstance(error, _NotUsed | _Forbidden):
            detail = reason(detail)
        return Untrusted(f"{self._name}:{line}: " + message.format(detail=one_line(detail)))


def _check(right: bool, value: object, message: str) -> None:  # noqa: FBT001  the condition
    """Refuse a value of the wrong kind; one that is not there says so itself."""
    if isinstance(value, Undefined):
        str(value)
    if not right:
        raise _Forbidden(message)


def _fill(text: str, first: str = "", rest: str = "") -> str:
    """Return a paragraph, broken into lines of the page.

    A line of the template that begins with a mark goes on where the one before it ended.
    """
    joined = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        joined += line if line.startswith(_MARKS) else f" {line}"
    return _ended(wrap(joined, cells=TEXT_WIDTH, first=first, rest=rest))


def _center(text: str) -> str:
    """Return lines in the middle of the page."""
    return _ended(_centred(text.strip(), TEXT_WIDTH))


def _columns(text: str) -> str:
    """Return ``left || right`` lines as two columns, each in the middle of its own."""
    lines: list[str] = []
    for row in text.strip("\n").split("\n"):
        left, _mark, right = row.partition(_COLUMNS)
        lines += _beside(_centred(left.strip(), _LEFT - _GAP), _right([right.strip()]))
    return _ended(lines)


def _signature(text: str, signed: Sequence[str]) -> str:
    """Return lines with, beside the first ones, the capacity in which a letter is signed."""
    lines: list[str] = []
    for row in text.strip("\n").split("\n"):
        lines += wrap(row, cells=_LEFT - _GAP)
    return _ended(_beside(lines, _right(signed)))


def _right(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in _centred(text, TEXT_WIDTH - _LEFT)]


def _beside(left: Iterable[str], right: Iterable[str]) -> list[str]:
    pairs = zip_longest(left, right, fillvalue="")
    return [(pad(begin, _LEFT) + end).rstrip() for begin, end in pairs]


def _centred(text: str, cells: int) -> list[str]:
    # Blanks to be filled in by hand stay as wide as they are.
    lines = [text] if width(text) <= cells else wrap(text, cells=cells)
    return [" " * max(0, (cells - width(line)) // 2) + line for line in lines]


def _ended(lines: Iterable[str]) -> str:
    """Return lines, each with its end: Jinja takes the one after a tag away."""
    return "".join(f"{line}\n" for line in lines)
