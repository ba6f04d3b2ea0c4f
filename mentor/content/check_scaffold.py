"""The part of the check that covers the skeletons of projects."""

from __future__ import annotations

import re

from mentor.content.book import Book
from mentor.content.load import ContentError

PLACEHOLDERS = ("headings", "name", "package", "title")
NEEDED = (".gitignore", ".github/workflows/ci.yml", "Dockerfile", "README.md", "headings")
"""What every skeleton has; `headings` go into the README."""
TEXTS = ("README.md", "headings")
"""The templates of headings and prompts in comments: anything else in them would look as if it were filled in."""


def check_scaffold(book: Book) -> None:
    """Every project type has a skeleton, which holds what it needs and says nothing in the user's place."""
    for kind in book.projects:
        try:
            templates = book.content.scaffold(kind.id)
        except ContentError as error:
            book.say("projects", kind.id, "scaffold", "; ".join(error.problems))
            continue
        for name in NEEDED:
            if name not in templates:
                book.say("projects", kind.id, "scaffold", f"{name} is missing")
        for path, text in templates.items():
            found = sorted(set(re.findall(r"@([a-z]+)@", f"{path} {text}")))
            book.among("projects", kind.id, f"scaffold {path}", "placeholder", found, PLACEHOLDERS)
        for name in TEXTS:
            bare = re.sub(
                r"<!--.*?-->|^#+ [^\n]*|@headings@", "", templates.get(name, ""), flags=re.DOTALL | re.MULTILINE
            )
            if bare.strip():
                book.say("projects", kind.id, f"scaffold {name}", f"{bare.split()[0]!r} stands outside a comment")
