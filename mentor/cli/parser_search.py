"""The commands of the job search and their options; beside `parser.py`, whose tools they are made with."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable


def add_search(command: Callable[..., ArgumentParser], shared: ArgumentParser) -> None:
    """Add the commands.

    Args:
        command: Adds one by its name, its function and what it does.
        shared: The options that hold everywhere.
    """
