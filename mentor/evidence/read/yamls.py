"""YAML as plain values, built from the parser's events: no tags, no objects, no expansion of nested aliases."""

from __future__ import annotations

from typing import Any

LONGEST = 400_000
"""Characters of a YAML file that are read."""
DEEPEST = 60
LARGEST = 100_000
"""Values a document may come to once its aliases are expanded."""
SIMPLE = {"true": True, "false": False, "null": None, "~": None, "": None}


def load_yaml(text: str) -> list[Any]:
    """The documents of a YAML text; keys stay text, so that `on:` is "on".

    Raises:
        ValueError: It is no YAML, or too deep, or its aliases would come to too many values.
    """
    import yaml

    if len(text) > LONGEST:
        raise ValueError("too long")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    documents: list[Any] = []
    try:
        builder = _Builder()
        for event in yaml.parse(text, Loader=loader):
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                builder = _Builder()
            elif kind == "DocumentEndEvent":
                documents.append(builder.root)
            else:
                builder.take(kind, event)
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        raise ValueError(str(error)[:200]) from None
    return documents


class _Builder:
    """One document in the making."""

    def __init__(self) -> None:
        self.root: Any = None
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._size = 0

    def take(self, kind: str, event: Any) -> None:
        if kind == "AliasEvent":
            if event.anchor not in self._anchors:
                raise ValueError("an alias of itself, or of nothing")
            value, size = self._anchors[event.anchor]
            self._put(value, size)
        elif kind == "ScalarEvent":
            value = _scalar(event.value) if event.implicit[0] and not event.style else event.value
            self._put(value, 1, event.anchor, event.value)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(self._open) >= DEEPEST:
                raise ValueError("too deep")
            self._open.append(_Open({} if kind.startswith("M") else [], event.anchor, self._size))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            done = self._open.pop()
            self._put(done.value, 1, done.anchor, "", since=done.since)

    def _put(self, value: Any, size: int, anchor: str | None = None, text: str = "", since: int | None = None) -> None:
        self._size += size
        if self._size > LARGEST:
            raise ValueError("too many values")
        if anchor:
            self._anchors[anchor] = (value, size if since is None else self._size - since)
        if self._open:
            self._open[-1].add(value, text)
        else:
            self.root = value


class _Open:
    """A mapping or list whose end has not come yet."""

    def __init__(self, value: Any, anchor: str | None, since: int) -> None:
        self.value, self.anchor, self.since = value, anchor, since
        self._key: str | None = None

    def add(self, value: Any, text: str) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        elif self._key is None:
            self._key = text or (value if isinstance(value, str) else "")
        else:
            if self._key == "<<" and isinstance(value, dict):
                for key, inner in value.items():
                    self.value.setdefault(key, inner)
            else:
                self.value[self._key] = value
            self._key = None


def _scalar(text: str) -> Any:
    low = text.lower()
    if low in SIMPLE:
        return SIMPLE[low]
    try:
        if len(text) < 40 and text[:1] in "+-.0123456789":
            return float(text) if any(mark in low for mark in ".e") else int(text)
    except ValueError:
        pass
    return text


def walk_values(value: Any) -> list[tuple[tuple[str, ...], Any]]:
    """Every leaf of nested mappings and lists with its path of keys; list positions are left out of the path."""
    found: list[tuple[tuple[str, ...], Any]] = []
    stack: list[tuple[tuple[str, ...], Any]] = [((), value)]
    while stack and len(found) < LARGEST:
        path, one = stack.pop()
        if isinstance(one, dict):
            stack.extend(((*path, str(key)), inner) for key, inner in reversed(one.items()))
        elif isinstance(one, list):
            stack.extend((path, inner) for inner in reversed(one))
        else:
            found.append((path, one))
    return found
