"""Makes every small mistake that a module could hold, one at a time: the mutants that its tests must notice."""

import ast
import copy
from collections.abc import Iterator

COMPARED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
JOINED = {ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add}


def mutants(source: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield each mutant of a module with what was changed and the statement around it."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    statement = _statements(nodes)
    silent = {id(node.value) for node in nodes if isinstance(node, ast.Expr)} | _annotations(nodes)
    for place, node in enumerate(nodes):
        if id(node) in silent:
            continue
        for said, change in changes(node):
            mutated = copy.deepcopy(tree)
            change(list(ast.walk(mutated))[place])
            yield f"{said} in {statement[id(node)]}", ast.fix_missing_locations(mutated)


def _statements(nodes: list[ast.AST]) -> dict[int, str]:
    """Return the innermost statement around each node, on one line."""
    found: dict[int, str] = {}
    for node in nodes:  # from the outside in
        if isinstance(node, ast.stmt):
            text = " ".join(ast.unparse(node).split())
            found |= {id(inner): text for inner in ast.walk(node)}
    return found


def _annotations(nodes: list[ast.AST]) -> set[int]:
    """Return the nodes of annotations, which do nothing when the module runs."""
    noted = [getattr(node, name, None) for node in nodes for name in ("annotation", "returns")]
    return {id(inner) for note in noted if note for inner in ast.walk(note)}


def changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    """Yield what may go wrong at one place: in words, and as a function that does it."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
        yield "the opposite", lambda one: setattr(one, "ops", [COMPARED[type(one.ops[0])]()])
    elif isinstance(node, ast.BoolOp):
        yield "and for or", _swap_bool
        for number in range(len(node.values)):
            yield (
                f"without part {number}",
                lambda one, number=number: one.values.pop(number) and None,
            )
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in JOINED:
        yield "another sign", lambda one: setattr(one, "op", JOINED[type(one.op)]())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "without not", _truth
    elif isinstance(node, ast.IfExp | ast.If):
        for always in (True, False):
            yield (
                f"{always} for {ast.unparse(node.test)}",
                lambda one, always=always: setattr(one, "test", ast.Constant(always)),
            )
    elif isinstance(node, ast.Constant) and node.value is not Ellipsis:
        yield f"another value for {node.value!r}", _another
    elif isinstance(node, ast.Return) and node.value is not None:
        yield (
            "nothing returned",
            lambda one: setattr(one, "value", ast.Constant(None)),
        )


def _swap_bool(one: ast.BoolOp) -> None:
    one.op = ast.And() if isinstance(one.op, ast.Or) else ast.Or()


def _truth(one: ast.UnaryOp) -> None:
    """Leave the truth of what was negated: not not x."""
    one.op, one.operand = ast.Not(), ast.UnaryOp(ast.Not(), one.operand)


def _another(one: ast.Constant) -> None:
    if isinstance(one.value, bool) or one.value is None:
        one.value = not one.value
    elif isinstance(one.value, int):
        one.value += 1
    else:
        one.value = f"{one.value}~" if isinstance(one.value, str) else one.value
