"""
Writes `docs/reference` from the code, so that it cannot drift: `python -m safeguarding.config.docs`, or `--check`.

Pages: addresses and who opens them; the access matrix in words; tables with their reach and personal data; events and
their listeners; commands; settings from the environment; states and their moves.
"""

import ast
import inspect
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import django

PROJECT = Path(__file__).resolve().parents[3]
REFERENCE = PROJECT / "docs" / "reference"
SOURCE = PROJECT / "src" / "safeguarding"
NOTE = "<!-- Written by `./run docs` from the code. Change the code, not this page. -->\n\n"


def table(heads: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return (
        "\n".join(
            "| " + " | ".join(cell.replace("|", "\\|") or " " for cell in line) + " |" for line in lines
        )
        + "\n"
    )


def first_line(text: str | None) -> str:
    """Return the first sentence of a docstring on one line."""
    return re.sub(r"\s+", " ", (text or "").strip().split("\n\n")[0])


def addresses() -> str:
    """List every address, what it is for and the permission that opens it."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
        for entry in resolver.url_patterns:
            path = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry, path)
            else:
                yield path, entry

    rows = []
    for path, entry in walk(get_resolver(), "/"):
        rule = getattr(entry.callback, "rule", None)
        if rule is not None:
            words = rule.word or _permissions(rule)
            rows.append([f"`{path}`", first_line(inspect.unwrap(entry.callback).__doc__), words])
    return "# Addresses\n\n" + table(["Address", "What it is for", "Opens with"], sorted(rows))


def _permissions(rule) -> str:
    reading, sending = str(rule.reading), str(rule.sending)
    over = f" over {' or '.join(rule.over)}" if rule.over else ""
    return (reading if reading == sending else f"{reading}; to send, {sending}") + over


def roles() -> str:
    """List the access matrix, role by role."""
    from safeguarding.core.access import policy

    lines = [
        "# Roles\n",
        "Verbs: r read, w write, a approve, m manage the named list, x export, b break-glass. Scopes: o own organisation,"
        " c organisations under contract, p GP practices, s shared, g suppressed aggregates, n named, * everywhere.\n",
    ]
    for role in policy.roles().values():
        held = [f"{resource} {cell}" for resource, cell in role.cells.items() if cell != "-"]
        lines.append(f"- **{role.key}** {role.title}: {', '.join(held)}")
    return "\n".join(lines) + "\n"


def tables() -> str:
    """List every table, who reaches its rows and what it holds about people."""
    from safeguarding.core.access.rowsecurity import our_models, reach_of

    rows = []
    for model in sorted(our_models(), key=lambda m: m._meta.label):
        if model._meta.auto_created:
            continue
        personal = (
            ", ".join(f"{field}: {what}" for field, what in model.PersonalData.fields.items()) or "none"
        )
        rows.append(
            [f"`{model._meta.label}`", first_line(model.__doc__), _reach_in_words(reach_of(model)), personal]
        )
    heads = ["Table", "One row is", "Whose rows", "Personal data"]
    return "# Tables and personal data\n\n" + table(heads, rows)


def _reach_in_words(reach) -> str:
    parts = []
    if reach.open_to_all:
        parts.append("everyone's to read")
    if reach.own:
        parts.append("own by " + ", ".join(reach.own))
    if reach.contracted:
        parts.append("under contract by " + ", ".join(reach.contracted))
    if reach.parent:
        parts.append(f"as its {reach.parent}")
    if reach.append_only:
        parts.append("append-only")
    return "; ".join(parts) or "by rule"


def events() -> str:
    """List what the audit records, where, and which jobs listen."""
    from safeguarding.core.audit.operations import LISTENERS

    found: dict[str, set[str]] = {}
    for file in sorted(SOURCE.rglob("operations.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if event := _recorded(node):
                found.setdefault(event, set()).add(str(file.parent.relative_to(SOURCE)))
    rows = []
    for event, places in sorted(found.items()):
        listeners = ", ".join(getattr(job, "name", str(job)) for job in LISTENERS.get(event, [])) or "nobody"
        rows.append([f"`{event}`", ", ".join(sorted(places)), listeners])
    return "# Events\n\n" + table(["Event", "Recorded by", "Listeners"], rows)


def _recorded(node: ast.AST) -> str:
    """Return the event that a call of `record` names, or nothing."""
    if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
        return ""
    called = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return str(node.args[0].value) if called == "record" else ""


def commands() -> str:
    """List the command line."""
    import click

    from safeguarding.config.commands import all_commands

    def walk(name: str, command: click.Command) -> Iterator[list[str]]:
        if isinstance(command, click.Group):
            for child, sub in sorted(command.commands.items()):
                yield from walk(f"{name} {child}", sub)
        else:
            yield [f"`{name}`", first_line(command.help)]

    rows = [
        row
        for name, command in sorted(all_commands().items())
        for row in walk(f"safeguarding {name}", command)
    ]
    return "# Commands\n\nRun each as `./run safeguarding …`; `--help` says more.\n\n" + table(
        ["Command", "What it does"], rows
    )


def settings() -> str:
    """List the settings that are read from the environment."""
    names = set()
    for file in (SOURCE / "config").rglob("*.py"):
        names |= set(
            re.findall(
                r"""(?:environ\.get|environ|flag)[\[(]\s*["']([A-Z][A-Z_]+)["']""", file.read_text("utf-8")
            )
        )
    return "# Settings from the environment\n\n" + "".join(f"- `{name}`\n" for name in sorted(names))


def states() -> str:
    """Draw the moves of everything that has a state."""
    from safeguarding.core.access.rowsecurity import our_models

    lines = ["# States\n"]
    for model in sorted(our_models(), key=lambda m: m._meta.label):
        moves = getattr(model, "MOVES", None) or getattr(
            sys.modules[model.__module__], f"{model.__name__.upper()}_MOVES", None
        )
        if moves:
            lines.append(f"## {model._meta.label}\n\n```mermaid\nstateDiagram-v2")
            lines += [
                f"  {source} --> {target}" for source, targets in moves.items() for target in sorted(targets)
            ]
            lines.append("```\n")
    return "\n".join(lines)


def round_trips() -> str:
    """List how often each page asks the database."""
    counts = json.loads((PROJECT / "tests" / "house" / "round_trips.json").read_text(encoding="utf-8"))
    return (
        "# Round trips\n\nHow often each page asks the database, found by walking the demonstration; a test fails above 25,"
        " when a page asks more often than it did, and when a list asks more often for more rows.\n\n"
        + table(["Page", "Statements"], [[f"`{page}`", str(count)] for page, count in sorted(counts.items())])
    )


PAGES: dict[str, Callable[[], str]] = {
    "addresses": addresses,
    "roles": roles,
    "tables": tables,
    "events": events,
    "commands": commands,
    "settings": settings,
    "states": states,
    "round-trips": round_trips,
}


def main() -> int:
    """Write the pages, or with --check say which are not what the code says."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.config.settings")
    django.setup()
    stale = []
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, write in PAGES.items():
        file, text = REFERENCE / f"{name}.md", NOTE + write()
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        stale.append(str(file.relative_to(PROJECT)))
        if "--check" not in sys.argv:
            file.write_text(text, encoding="utf-8")
    for page in stale:
        print(f"{'Stale' if '--check' in sys.argv else 'Written'}: {page}")
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
