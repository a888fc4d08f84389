"""No key, password or token stands in the project or its history, and none is ever written into a log."""

import logging
import re
import shutil
import subprocess

from tests.house.reading import ROOT, project_files
from tests.world import PASSWORD

SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "a cloud key": r"\bAKIA[0-9A-Z]{16}\b",
    "a source host's token": r"\b(gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20})\b",
    "a chat token": r"\bxox[abprs]-[A-Za-z0-9-]{20,}",
    "a web token": r"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.",
    "a database's password": r"postgres(?:ql)?://[a-z_]+:(?!password|secret|…|\.\.\.)[^@\s{$<]{6,}@(?!localhost|db\b)",
    "a setting's value": r"^\s*SECRET_KEY\s*=\s*[\"'][^\"'{]{12,}",
}
PATTERN = re.compile("|".join(f"(?:{pattern})" for pattern in SECRETS.values()), re.MULTILINE)
TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".csv", ".json", ".jinja", ".lock", ".js", ".typ", ""}


def test_no_file_holds_a_secret(record_property):
    files = [path for path in project_files() if path.suffix in TEXT and path.name != "test_secrets.py"]
    found = [
        path.name for path in files if PATTERN.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    record_property("figure", f"{len(found)} secrets in {len(files)} files")

    assert found == []
    assert len(files) > 400


def test_no_past_version_holds_one():
    """What was once committed stays readable for ever; without a history there is nothing to look at."""
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        return
    history = subprocess.run(
        [
            git,
            "log",
            "-p",
            "--all",
            "--no-color",
            "--unified=0",
            "--",
            ".",
            ":!tests/security/test_secrets.py",
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8", "replace")

    assert PATTERN.findall(history) == []


def test_the_search_knows_a_secret():
    assert PATTERN.search("-----BEGIN RSA " + "PRIVATE KEY-----")
    assert PATTERN.search("AKIA" + "ABCDEFGHIJKLMNOP")
    assert not PATTERN.search("postgresql://safeguarding:password@localhost/x")


def test_signing_in_writes_no_password_into_a_log(client, world, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post("/account/login/", {"login": "dana@demo.invalid", "password": PASSWORD + "-wrong"})
        client.post("/account/login/", {"login": "dana@demo.invalid", "password": PASSWORD})

    assert PASSWORD not in caplog.text
    assert client.session.session_key not in caplog.text
