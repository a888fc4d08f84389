"""Reads the project's own files for the house rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "safeguarding"
NOT_OURS = {".git", ".venv", ".hypothesis", "var", "__pycache__", "build", "dist", "htmlcov", "node_modules"}


def project_files() -> Iterator[Path]:
    """Yield every file of the project, without what tools and runs leave behind."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if path.name in NOT_OURS or path.name.endswith(("_cache", ".egg-info")):
                continue
            if path.is_dir() and not path.is_symlink():
                folders.append(path)
            elif path.is_file():
                yield path


def modules(*names: str) -> Iterator[Path]:
    """Yield the product's Python files, or only those with these names, without migrations."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts and (not names or path.name in names):
            yield path


def shown(path: Path) -> str:
    """Return a path as a person would say it, from the package or the project."""
    return str(path.relative_to(SOURCE if path.is_relative_to(SOURCE) else ROOT))


def calls_in(node: ast.AST) -> set[str]:
    """Return what is called inside a piece of code, such as `record` or `operations.submit`."""
    return {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
