"""One small module per command family: parse, load, compute, render, exit."""
