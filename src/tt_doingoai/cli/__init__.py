"""One small module per command family: parse, load, compute, render, exit."""

from typing import Final

PROGRAM: Final = "ttdn"
