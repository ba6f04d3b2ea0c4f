"""What a Python file holds, taken from its syntax tree in one walk. Nothing of it is imported or run."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any

LONGEST = 512_000
"""Bytes of source that are parsed; what is longer was written by a program."""
TEXT = 2_000
"""Characters kept of a string."""


@dataclass(frozen=True)
class Call:
    """A call: its dotted name with imports resolved, constant arguments, keywords (None where not constant).

    `last` is the last part of the name; `given` holds the arguments that are names themselves, empty texts stand for
    all others.
    """

    name: str
    line: int
    args: tuple[Any, ...]
    keywords: dict[str, Any]
    given: tuple[str, ...] = ()
    last: str = ""


@dataclass
class Function:
    """A function or method.

    Attributes:
        params: Name and annotation (dotted, empty without one) of each parameter but self and cls.
        annotated: Whether parameters and result have annotations.
        words: Names, attributes, keywords and short strings used in it, in lower case.
        asserts: Assertions that can fail.
        compares: Whether it compares or subscripts by a condition.
        raises: Whether it raises.
    """

    name: str
    line: int
    end: int
    owner: str = ""
    decorators: list[Call] = field(default_factory=list)
    params: list[tuple[str, str]] = field(default_factory=list)
    annotated: bool = False
    calls: list[Call] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    asserts: int = 0
    compares: bool = False
    raises: bool = False


@dataclass
class Class:
    """A class: its bases as dotted names."""

    name: str
    line: int
    bases: tuple[str, ...]


@dataclass
class Module:
    """One Python file, or the code cells of one notebook.

    Attributes:
        imports: Dotted names imported, with the line.
        names: Local name to the dotted name it stands for.
        constants: Names assigned at any level, with value (None where not constant) and line.
        strings: Strings of two words or more, and their lines.
        lines: Lines that hold code.
        main: Whether it can be started: a `__main__` guard.
    """

    path: str
    imports: list[tuple[str, int]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    functions: list[Function] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    constants: list[tuple[str, Any, int]] = field(default_factory=list)
    strings: list[tuple[str, int]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    lines: int = 0
    main: bool = False
    notebook: bool = False

    def imports_any(self, *packages: str) -> int:
        """The line on which one of these packages is imported first; 0 for none."""
        for name, line in self.imports:
            if any(name == package or name.startswith(f"{package}.") for package in packages):
                return line or 1
        return 0


def parse(path: str, source: str, *, notebook: bool = False) -> Module | None:
    """A module as read; None where it cannot be parsed."""
    if len(source) > LONGEST:
        return None
    try:
        tree = ast.parse(source)
        module = Module(path, notebook=notebook)
        module.lines = sum(1 for line in source.splitlines() if (text := line.strip()) and not text.startswith("#"))
        _collect_imports(tree, module)
        _walk(tree, module)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return module


def _collect_imports(tree: ast.Module, module: Module) -> None:
    """All imports first, so that calls above a late import are resolved too."""
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Import):
            for alias in node.names:
                module.imports.append((alias.name, node.lineno))
                module.names[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            for alias in node.names:
                name = f"{base}.{alias.name}" if base.strip(".") else f"{base}{alias.name}"
                module.imports.append((name, node.lineno))
                module.names[alias.asname or alias.name] = name
        elif isinstance(node, ast.stmt | ast.Module | ast.ExceptHandler):
            for part in ("body", "orelse", "finalbody", "handlers"):
                stack.extend(getattr(node, part, ()) or ())
    module.imports.sort(key=lambda one: one[1])


def dotted(node: ast.AST | None, names: dict[str, str]) -> str:
    """`a.b.c` of a name or attribute, with the first part resolved through the imports; empty for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(names.get(node.id, node.id))
    elif isinstance(node, ast.Call) and parts:
        parts.append(f"{dotted(node.func, names)}()")
    elif not parts:
        return ""
    return ".".join(reversed(parts))


def constant(node: ast.AST) -> Any:
    """The value of a constant, of a list of constants, or None."""
    if isinstance(node, ast.Constant):
        return node.value[:TEXT] if isinstance(node.value, str) else node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        value = node.operand.value
        return -value if isinstance(value, int | float) else None
    if isinstance(node, ast.List | ast.Tuple | ast.Set) and len(node.elts) <= 100:
        return tuple(constant(one) for one in node.elts)
    return None


def _call(node: ast.Call, names: dict[str, str]) -> Call:
    name = dotted(node.func, names)
    return Call(
        name,
        node.lineno,
        tuple(constant(one) for one in node.args[:8]),
        {one.arg: constant(one.value) for one in node.keywords if one.arg},
        tuple(dotted(one, names) for one in (*node.args[:8], *(one.value for one in node.keywords))),
        name.rpartition(".")[2],
    )


LEAVES = frozenset((ast.Name, ast.Constant, ast.Import, ast.ImportFrom, ast.Pass, ast.Break, ast.Continue, ast.Global))
QUIET = frozenset((ast.Load, ast.Store, ast.Del, ast.Expr, ast.arguments, ast.Module, ast.Return, ast.comprehension))


def _walk(tree: ast.Module, module: Module) -> None:
    """Every node once; each knows the functions it stands in."""
    stack: list[tuple[ast.AST, Function | None, str]] = [(tree, None, "")]
    names = module.names
    while stack:
        node, inside, owner = stack.pop()
        kind = type(node)
        if kind is ast.FunctionDef or kind is ast.AsyncFunctionDef:
            inside = _function(node, names, owner)  # type: ignore[arg-type]
            module.functions.append(inside)
            owner = ""
        elif kind is ast.ClassDef:
            _class(node, module)  # type: ignore[arg-type]
            owner = node.name  # type: ignore[attr-defined]
        elif kind not in QUIET:
            owner = ""
            _note(node, kind, module, inside)
            if kind in LEAVES:
                continue
        # ast.iter_child_nodes does the same at twice the cost; this is where most of the time goes.
        for name in node._fields:
            value = getattr(node, name, None)
            if value.__class__ is list:
                stack += [(one, inside, owner) for one in value if one.__class__ not in STRINGS]
            elif value.__class__ not in STRINGS and isinstance(value, ast.AST) and value._fields:
                stack.append((value, inside, owner))
    module.functions.sort(key=lambda one: one.line)
    module.calls.sort(key=lambda one: one.line)
    module.constants.sort(key=lambda one: one[2])
    for function in module.functions:
        module.words |= function.words


STRINGS = frozenset((str, int, type(None), bool))
"""What stands in a node's fields beside nodes."""


def _note(node: ast.AST, kind: type[ast.AST], module: Module, inside: Function | None) -> None:
    words = inside.words if inside is not None else module.words
    if kind is ast.Name:
        words.add(node.id.lower())  # type: ignore[attr-defined]
    elif kind is ast.Attribute:
        words.add(node.attr.lower())  # type: ignore[attr-defined]
    elif kind is ast.keyword and node.arg:  # type: ignore[attr-defined]
        words.add(node.arg.lower())  # type: ignore[attr-defined]
    elif kind is ast.Constant:
        _string(node, module, words)  # type: ignore[arg-type]
    elif kind is ast.Call:
        call = _call(node, module.names)  # type: ignore[arg-type]
        module.calls.append(call)
        if inside is not None:
            inside.calls.append(call)
            inside.asserts += _asserts(call)
    elif kind is ast.Assign or kind is ast.AnnAssign:
        targets = node.targets if kind is ast.Assign else [node.target]  # type: ignore[attr-defined]
        value = constant(node.value) if node.value is not None else None  # type: ignore[attr-defined]
        for target in targets:
            if name := dotted(target, {}):
                module.constants.append((name.rpartition(".")[2], value, node.lineno))  # type: ignore[attr-defined]
    elif kind is ast.If:
        module.main = module.main or _is_main(node.test)  # type: ignore[attr-defined]
    elif inside is not None:
        if kind is ast.Assert:
            inside.asserts += _can_fail(node.test)  # type: ignore[attr-defined]
            inside.compares = True
        elif kind is ast.Compare:
            inside.compares = True
        elif kind is ast.Raise:
            inside.raises = True


def _string(node: ast.Constant, module: Module, words: set[str]) -> None:
    if not isinstance(node.value, str):
        return
    text = node.value
    if len(text) <= 60:
        words.add(text.lower())
    if any(mark in text for mark in " /.:"):
        module.strings.append((text[:TEXT], node.lineno))


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, names: dict[str, str], owner: str) -> Function:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    if owner and given and given[0].arg in ("self", "cls"):
        given = given[1:]
    params = [(one.arg, _annotation(one.annotation, names)) for one in given]
    annotated = all(one.annotation is not None for one in given) and (
        node.returns is not None or (node.name == "__init__" and bool(given))
    )
    decorators = [_decorator(one, names) for one in node.decorator_list]
    found = Function(node.name, node.lineno, node.end_lineno or node.lineno, owner, decorators, params, annotated)
    found.words.update(name.lower() for name, _ in params)
    return found


def _decorator(node: ast.expr, names: dict[str, str]) -> Call:
    if isinstance(node, ast.Call):
        return _call(node, names)
    name = dotted(node, names)
    return Call(name, node.lineno, (), {}, (), name.rpartition(".")[2])


def _annotation(node: ast.AST | None, names: dict[str, str]) -> str:
    """The outermost name of an annotation; of `Annotated[X, ...]`, `list[X]` and `X | None` the X."""
    for _ in range(6):
        if isinstance(node, ast.Subscript):
            inner = node.slice
            node = inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner
        elif isinstance(node, ast.BinOp):
            node = node.left
        else:
            break
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return dotted(node, names)


def _class(node: ast.ClassDef, module: Module) -> None:
    bases = tuple(name for base in node.bases if (name := dotted(base, module.names)))
    module.classes.append(Class(node.name, node.lineno, bases))


def _asserts(call: Call) -> int:
    """1 for a call that can fail a test: `assert_frame_equal`, `self.assertEqual`, `pytest.raises`, `check_...`."""
    last = call.last.lower()
    return int(last.startswith(("assert", "check_", "expect_", "verify_")) or call.name in ("pytest.raises", "raises"))


def _can_fail(test: ast.expr) -> int:
    """0 for an assertion of constants only, such as `assert True`."""
    return int(any(isinstance(one, ast.Name | ast.Attribute | ast.Call) for one in ast.walk(test)))


def _is_main(test: ast.expr) -> bool:
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Name)
        and test.left.id == "__name__"
        and any(isinstance(one, ast.Constant) and one.value == "__main__" for one in test.comparators)
    )
