"""What the papers of safety say of numbers, packages and levels is what the code does."""

import re
from functools import cache

import pytest

from safeguarding.config import receiving
from safeguarding.config import settings as deployment
from safeguarding.core.access import decision
from safeguarding.core.files import scanner
from safeguarding.core.restricted import retention
from safeguarding.core.signin import providers, tokens
from tests.house.reading import ROOT, modules
from tests.security.test_requests_out import MAY

LOCK = ROOT / "requirements.lock"


@cache
def paper(name: str) -> str:
    """Return the words of a paper, however they are broken into lines."""
    return " ".join((ROOT / "docs" / "safety" / f"{name}.md").read_text(encoding="utf-8").split())


LIMITS = deployment.ACCOUNT_RATE_LIMITS
SESSIONS = {
    "idle": f"{deployment.IDLE_SECONDS // 60} minutes after its last request",
    "longest": f"{deployment.LONGEST_SESSION_SECONDS // 3600} hours after the sign-in",
    "fresh": f"within {deployment.ACCOUNT_REAUTHENTICATION_TIMEOUT // 60} minutes",
    "fresh-for-records": f"within {decision.LONGEST_SINCE_STEP_UP.seconds // 60} minutes",
    "token": f"made within the last {tokens.OLDEST // 60} minutes",
    "misses": f"{deployment.MOST_MISSES_AN_HOUR} addresses tried in vain",
    "reads": f"{deployment.MOST_RECORDS_AN_HOUR} records about people or {deployment.MOST_SEARCHES_AN_HOUR} searches",
    "taken": f"{deployment.MANY_FILES_TAKEN_AN_HOUR} lists or {deployment.MANY_ROWS_TAKEN_AN_HOUR} rows",
    "accounts": f"{deployment.MANY_ACCOUNTS_TRIED_AN_HOUR} accounts tried in vain",
}
CONNECTIONS = {
    "database": f"kept {deployment.DATABASES['default']['CONN_MAX_AGE']} seconds",
    "mail": f"One for each worker | {deployment.EMAIL_TIMEOUT} seconds",
    "provider": f"{providers.SECONDS} seconds, {providers.LARGEST} bytes, no redirects",
    "scanner": f"{scanner.SECONDS} seconds; {scanner.SECONDS_FOR_A_SIGN} for a sign of life",
    "asked": f"{receiving.Limits.seconds:.0f} seconds for headers and body",
    "held": f"bodies of {receiving.Limits.most_at_once // receiving.MEGABYTE // 1024} GB together",
}


@pytest.mark.parametrize("words", SESSIONS.values(), ids=SESSIONS)
def test_the_limits_of_a_session_are_those_of_the_paper(words):
    """ASVS 7.1.1, 8.1.3, 8.1.4."""
    assert words in paper("sessions")


def test_the_limits_of_signing_in_are_those_of_the_paper():
    """ASVS 8.1.4."""
    tries, wrong = LIMITS["login"], LIMITS["login_failed"]

    assert (tries, wrong) == ("60/m/ip", "30/m/ip,100/h/ip,5/5m/key")
    assert "60 tries a minute, 30 wrong ones a minute, 100 an hour" in paper("sessions")
    assert "5 wrong passwords in 5 minutes" in paper("sessions")


@pytest.mark.parametrize("words", CONNECTIONS.values(), ids=CONNECTIONS)
def test_each_connection_is_made_as_the_paper_says(words):
    """ASVS 13.1.2, 13.1.3, 13.2.6."""
    assert words in paper("connections")


def test_every_module_that_may_open_a_connection_is_in_the_paper():
    """ASVS 13.1.1."""
    assert set(re.findall(r"`((?!tests/)[\w/]+\.py)`", paper("connections"))) == set(MAY)


def test_the_levels_and_times_of_keeping_are_those_of_the_code():
    """ASVS 14.1.1, 14.1.2."""
    years = sorted({one.years for one in retention.CLASSES.values()})

    assert [name for name in decision.LEVELS.values() if f"| {name} |" not in paper("data")] == []
    assert f"{years[0]}, {years[1]} or {years[2]} years" in paper("data")


def test_every_package_is_one_version_with_its_hash():
    """ASVS 15.1.2, 15.2.4: no name is fetched without one, from an address of its own, or built here."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if line and not line.startswith((" ", "#"))]
    unhashed = [
        line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if line in packages and not after.strip().startswith("--hash=sha256:")
    ]
    run = (ROOT / "run").read_text(encoding="utf-8")

    assert [line for line in packages if not re.match(r"[a-z0-9._-]+(\[[\w,]+\])?==[\w.+!]+ ", line)] == []
    assert unhashed == []
    assert "://" not in LOCK.read_text(encoding="utf-8")
    assert '["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]' in run
    assert re.findall(r"index-url|find-links", run) == ["index-url"]  # where it asks pip for its own


def test_every_package_that_we_chose_is_in_the_inventory():
    """ASVS 15.1.2."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    chosen = re.findall(r'^    "([a-z0-9-]+)', project.partition("[project.optional")[0], re.MULTILINE)
    locked = set(re.findall(r"^([a-z0-9-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))

    assert len(chosen) > 20
    assert set(chosen) - locked == set()


def test_nothing_is_run_that_came_as_words():
    """ASVS 15.1.5."""
    dangerous = re.compile(
        r"\b(eval|exec)\(|import pickle|import marshal|shell=True|yaml\.(load|unsafe_load)\("
    )
    found = [path.name for path in modules() if dangerous.search(path.read_text(encoding="utf-8"))]

    assert found == []
    assert "are used nowhere" in paper("dependencies")
