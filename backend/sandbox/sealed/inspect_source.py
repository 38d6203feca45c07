"""What a program is made of, from its syntax alone: constructs, names, calls, imports, recursion."""

from __future__ import annotations

import ast
import io
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator

Lines = dict[str, list[int]]
Function = ast.FunctionDef | ast.AsyncFunctionDef

CONSTRUCTS: tuple[tuple[str, tuple[type[ast.AST], ...]], ...] = (
    ("for", (ast.For, ast.AsyncFor, ast.comprehension)),
    ("while", (ast.While,)),
    ("if", (ast.If, ast.IfExp)),
    ("def", (ast.FunctionDef, ast.AsyncFunctionDef)),
    ("return", (ast.Return,)),
    ("yield", (ast.Yield, ast.YieldFrom)),
    ("list", (ast.List, ast.ListComp)),
    ("dict", (ast.Dict, ast.DictComp)),
    ("tuple", (ast.Tuple,)),
    ("set", (ast.Set, ast.SetComp)),
    ("comprehension", (ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)),
    ("try", (ast.Try, ast.TryStar)),
    ("with", (ast.With, ast.AsyncWith)),
    ("class", (ast.ClassDef,)),
    ("import", (ast.Import, ast.ImportFrom)),
    ("f-string", (ast.JoinedStr,)),
    ("comparison", (ast.Compare,)),
    ("boolean", (ast.BoolOp,)),
    ("assignment", (ast.Assign, ast.AnnAssign, ast.NamedExpr)),
    ("augmented assignment", (ast.AugAssign,)),
    ("arithmetic", (ast.BinOp,)),
    ("slice", (ast.Slice,)),
    ("subscript", (ast.Subscript,)),
    ("lambda", (ast.Lambda,)),
    ("global", (ast.Global,)),
    ("break", (ast.Break,)),
    ("continue", (ast.Continue,)),
    ("pass", (ast.Pass,)),
    ("assert", (ast.Assert,)),
    ("match", (ast.Match,)),
)
MANY_STEPS = (ast.comprehension, ast.Lambda, ast.Yield, ast.YieldFrom, ast.Await)
INNER = (ast.stmt, ast.ExceptHandler, ast.match_case)
OPENERS = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING)
SILENT = (tokenize.NL, tokenize.COMMENT)


def inspect(source: str, filename: str = "main.py") -> dict[str, object]:
    """What ``Tool`` in protocol.py documents as ``inspect``; lines count from 1 and are in order.

    Raises SyntaxError, of a file of that name, for a program that can't be parsed.

    Only what is there is named. ``elif`` is no ``if``; ``else`` includes those of loops and of try. A list display,
    comprehension or ``list(…)`` is a ``list``, likewise dict, tuple and set. ``input`` and ``print`` are constructs
    when they are called. A call is found under its whole name and, behind dots, also under the last part: a call of
    ``random.randint`` is one of ``randint``.
    """
    tree = ast.parse(source, filename)
    found: defaultdict[str, Lines] = defaultdict(lambda: defaultdict(list))
    elifs = branches(source, "elif")
    for line in elifs:
        found["constructs"]["elif"].append(line)
    for line in branches(source, "else"):
        found["constructs"]["else"].append(line)
    for node in ast.walk(tree):
        for section, name in facts(node):
            found[section][name].append(first_line(node))
    for line in elifs:
        # The tree knows an elif only as an if inside an else.
        found["constructs"]["if"].remove(line)
    return {
        **{section: tidy(found[section]) for section in ("constructs", "imports", "names", "assigned", "calls")},
        "alone": alone(tree),
        "parameters": {function.name: parameters(function) for function in definitions(tree)},
        "functions": list(dict.fromkeys(function.name for function in definitions(tree))),
        "recursive": recursive(tree),
        "lines": len(source.splitlines()),
    }


def tidy(lines: Lines) -> Lines:
    """Names in order of the alphabet, their lines in order and each once; without those that have none left."""
    return {name: sorted(set(lines[name])) for name in sorted(lines) if lines[name]}


def first_line(node: ast.AST) -> int:
    """The line where a part of the program begins; a comprehension's ``for`` is where its variable is."""
    if isinstance(node, ast.comprehension):
        return node.target.lineno
    return int(getattr(node, "lineno", 0))


def definitions(tree: ast.AST) -> list[Function]:
    """All functions and methods, in the order in which they stand in the program."""
    found = [node for node in ast.walk(tree) if isinstance(node, Function)]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def alone(tree: ast.Module) -> list[int]:
    """The lines that hold one step of the program and all of it: a simple statement, or the condition of an if or elif.

    A run passes such a line once each time that it is carried out. Not so one with a comprehension or a lambda, which
    has steps of its own, nor one that shares its line with another.
    """
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    used = Counter(line for statement in statements for line in own_lines(statement))
    steps = (statement.lineno for statement in statements if is_one_step(statement))
    return sorted(line for line in steps if used[line] == 1)


def own_lines(statement: ast.stmt) -> range:
    """The lines of a statement without those of the statements inside it."""
    own = (part for part in ast.iter_child_nodes(statement) if not isinstance(part, INNER))
    lines = {statement.lineno}
    for node in (node for part in own for node in ast.walk(part)):
        lines |= {getattr(node, "lineno", statement.lineno), getattr(node, "end_lineno", statement.lineno)}
    if not has_body(statement):
        lines.add(statement.end_lineno or statement.lineno)
    return range(min(lines), max(lines) + 1)


def has_body(statement: ast.stmt) -> bool:
    """Whether other statements stand inside it."""
    return hasattr(statement, "body") or isinstance(statement, ast.Match)


def is_one_step(statement: ast.stmt) -> bool:
    """Whether a statement, or the condition that it begins with, is one step on one line."""
    if has_body(statement) and not isinstance(statement, ast.If):
        return False
    whole = statement.test if isinstance(statement, ast.If) else statement
    return len(own_lines(statement)) == 1 and not any(isinstance(node, MANY_STEPS) for node in ast.walk(whole))


def parameters(function: Function) -> list[str]:
    """The names of a function's parameters, in order."""
    given = function.args
    every = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
    return [each.arg for each in every if each is not None]


def branches(source: str, word: str) -> list[int]:
    """The lines of the statements that begin with ``elif`` or ``else``, which the tree doesn't keep."""
    lines: list[int] = []
    opener = tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in SILENT:
            continue
        if opener in OPENERS and token.type == tokenize.NAME and token.string == word:
            lines.append(token.start[0])
        opener = token.type
    return lines


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a name with attributes; ``.c`` behind anything else; empty for what isn't one."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        return ".".join([node.id, *reversed(parts)])
    return f".{parts[0]}" if parts else ""


def facts(node: ast.AST) -> Iterator[tuple[str, str]]:
    """What one part of a program is counted as: pairs of section and name."""
    for name, kinds in CONSTRUCTS:
        if isinstance(node, kinds):
            yield "constructs", name
    match node:
        case ast.Constant(value=str()):
            yield "constructs", "string"
        case ast.Constant(value=bool()):
            yield "constructs", "true or false"
        case ast.Constant(value=int() | float() | complex()):
            yield "constructs", "number"
        case ast.UnaryOp(op=ast.Not()):
            yield "constructs", "boolean"
        case ast.Import():
            yield from (("imports", alias.name) for alias in node.names)
        case ast.ImportFrom():
            yield "imports", node.module or "."
        case ast.Name():
            yield from named(node)
        case ast.arg():
            yield "names", node.arg
            yield "assigned", node.arg
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield "names", node.name
        case ast.Call():
            yield from called(node)


def named(name: ast.Name) -> Iterator[tuple[str, str]]:
    """What a name is counted as."""
    yield "names", name.id
    if isinstance(name.ctx, ast.Store):
        yield "assigned", name.id


def called(call: ast.Call) -> Iterator[tuple[str, str]]:
    """What a call is counted as."""
    whole = dotted(call.func)
    last = whole.rpartition(".")[2]
    for name in {whole.removeprefix("."), last} - {""}:
        yield "calls", name
    if whole in {"input", "print", "list", "dict", "tuple", "set"}:
        yield "constructs", whole


def recursive(tree: ast.AST) -> list[str]:
    """Functions that call themselves, directly or through each other, in order. A method is called as ``self.name``."""
    calls: defaultdict[str, set[str]] = defaultdict(set)
    for function in definitions(tree):
        inner = (node for node in ast.walk(function) if isinstance(node, ast.Call))
        calls[function.name].update(dotted(call.func).removeprefix("self.") for call in inner)
    return [name for name in calls if name in reached(name, calls)]


def reached(start: str, calls: dict[str, set[str]]) -> set[str]:
    """Every name that is called, at any remove, from one function."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = calls.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found
