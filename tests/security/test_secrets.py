"""No key, password or token stands in the project or its history, and none is ever written into a log."""

import logging
import re
import shutil
import subprocess

from tests.house.reading import ROOT, project_files
from tests.world import PASSWORD

# What each begins with, which is looked for first, and what it is.
SECRETS = {
    "a private key": (("-----BEGIN",), r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a cloud key": (("AKIA",), r"\bAKIA[0-9A-Z]{16}\b"),
    "a source host's token": (("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), r"\bgh[pousr]_[A-Za-z0-9]{36}\b"),
    "another's token": (("glpat-",), r"\bglpat-[A-Za-z0-9_-]{20}\b"),
    "a chat token": (("xox",), r"\bxox[abprs]-[A-Za-z0-9-]{20,}"),
    "a web token": (("eyJ",), r"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\."),
    "a database's password": (
        ("postgres:", "postgresql:"),
        r"postgres(?:ql)?://[a-z_]+:(?!password|secret|…|\.\.\.)[^@\s{$<]{6,}@(?!localhost|db\b)",
    ),
    "a setting's value": (("SECRET_KEY",), r"\bSECRET_KEY\s*=\s*[\"'](?!for tests only)[^\"'{]{12,}"),
}
TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".csv", ".json", ".jinja", ".lock", ".js", ".typ", ""}


def secrets_in(text):
    """Return every secret in a text: where it may begin is found first, because that is quick."""
    return [
        match.group()
        for beginnings, pattern in SECRETS.values()
        for beginning in beginnings
        for place in places_of(beginning, text)
        if (match := re.compile(pattern).match(text, place))
    ]


def places_of(beginning, text):
    place = text.find(beginning)
    while place >= 0:
        yield place
        place = text.find(beginning, place + 1)


def test_no_file_holds_a_secret(record_property):
    files = [path for path in project_files() if path.suffix in TEXT and path.name != "test_secrets.py"]
    found = [path.name for path in files if secrets_in(path.read_text(encoding="utf-8", errors="replace"))]
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

    assert secrets_in(history) == []


def test_the_search_knows_a_secret():
    for secret in (
        "-----BEGIN RSA " + "PRIVATE KEY",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghs_" + "a1B2" * 9,
        "glpat-" + "a1B2_" * 4,
        "xoxb-" + "1234567890" * 2,
        "eyJ" + "a1B2" * 4 + ".eyJ" + "a1B2" * 4 + ".",
        "postgresql://somebody:" + "hunter22@data.example",
        "SECRET_KEY" + " = 'a-value-that-is-kept'",
    ):
        assert secrets_in(f"+{secret} and more") != [], secret
    assert secrets_in("postgresql://safeguarding:password@localhost/x") == []


def test_signing_in_writes_no_password_into_a_log(client, world, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post("/account/login/", {"login": "dana@demo.invalid", "password": PASSWORD + "-wrong"})
        client.post("/account/login/", {"login": "dana@demo.invalid", "password": PASSWORD})

    assert PASSWORD not in caplog.text
    assert client.session.session_key not in caplog.text
