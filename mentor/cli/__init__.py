"""The command line."""

from mentor.cli.entry import main

__all__ = ["main"]
