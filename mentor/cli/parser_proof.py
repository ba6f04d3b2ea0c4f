"""The commands of projects and resume, and their options."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from mentor.cli.options import Commands, some, with_file, with_json


def add_commands(command: Commands) -> None:
    """Add them, in the order of the help."""
    command("verify", "verify:run", "read a project's folder: what each criterion shows, what is missing", _verify)
    text = "look at a deployed service: status, latency, documentation, health check"
    command("probe", "probe:run", text, _probe)
    command("scaffold", "scaffold:run", "write an empty skeleton for a project; overwrites nothing", _scaffold)
    command("bullet", "bullet:run", "check a resume bullet: what it states, what it leaves out", _bullet)
    command("resume", "bullet:run_resume", "the bullets you kept, as Markdown, and what holds for all of them", _resume)


def _verify(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="the folder; nothing in it is run or changed")
    parser.add_argument("--type", metavar="TYPE", default="", help="a project type, such as serving_api")
    parser.add_argument("--all", action="store_true", help="show in full what is met, too")
    with_json(parser)


def _probe(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="its address; only GET is sent, only to this host")
    parser.add_argument("--project", metavar="ID", default="", help="the portfolio project it belongs to, such as p1")
    parser.add_argument("--local", action="store_true", help="allow addresses of this machine and of private networks")
    parser.add_argument(
        "--requests", metavar="N", type=some, default=30, help="requests in all, at most 50; 30 unless given"
    )
    with_json(parser)


def _bullet(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="+", help="the bullet; - reads the standard input, one a line")
    parts = ("project", "career")
    parser.add_argument("--part", choices=parts, default="project", help="career for one on an earlier job")
    parser.add_argument("--project", metavar="ID", default="", help="look its figures up in this project's last run")
    with_json(parser)


def _scaffold(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("type", metavar="TYPE", help="a project type, such as serving_api")
    parser.add_argument("dir", metavar="DIR", help="its folder, which need not exist")


def _resume(parser: Any, _: ArgumentParser) -> None:
    with_file(parser)
    with_json(parser)
