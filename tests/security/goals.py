"""
The security goals, and which tests prove each of them.

A goal holds when at least one of its proofs ran and all of them passed. A goal of which nothing exists yet is printed as
"not built" and never counted as holding. Numbers are those of the security plan, so that a figure can be found again.
"""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Goal:
    """One goal: what it promises, and the files or single tests that prove it (patterns beneath `tests`)."""

    number: str
    promise: str
    proofs: tuple[str, ...]

    def found(self) -> list[str]:
        """Return the proofs that exist, as pytest names them."""
        return [f"tests/{name}" for pattern in self.proofs for name in _matching(pattern)]


def _matching(pattern: str) -> list[str]:
    """Return every file that a pattern finds, with the test that it names, if any."""
    place, _, test = pattern.partition("::")
    files = sorted((ROOT / "tests").glob(place))
    return [f"{file.relative_to(ROOT / 'tests')}{'::' + test if test else ''}" for file in files]


GOALS = (
    Goal("G02", "every route says who may open it", ("house/test_addresses.py", "security/test_routes.py")),
    Goal("G03", "no reader receives a word that is not theirs", ("security/test_canaries.py",)),
    Goal(
        "G04",
        "matrix, querysets and database agree",
        (
            "core/access/test_policy.py",
            "core/access/test_agreement.py",
            "core/restricted/test_agreement.py",
            "core/test_reach.py",
            "security/test_forms.py",
            "security/test_each_guard.py",
            "security/test_querysets_alone.py",
            "security/test_right_readers.py",
        ),
    ),
    Goal(
        "G06",
        "nothing goes round row security",
        (
            "house/test_row_security.py",
            "house/test_ties*.py",
            "core/access/test_ties*.py",
            "security/test_nine_holes.py",
        ),
    ),
    Goal("G07", "no context bleeds from one request to the next", ("security/test_context_bleed.py",)),
    Goal("G08", "foreign and unknown cannot be told apart", ("security/test_oracles.py",)),
    Goal(
        "G09",
        "a restriction is never lost",
        ("core/restricted/test_monotone.py", "core/restricted/test_decide.py"),
    ),
    Goal(
        "G10",
        "a leaver is out within 60 seconds",
        ("security/test_leavers.py", "core/access/test_close.py"),
    ),
    Goal(
        "G11",
        "reads of people and restricted records are audited before a byte leaves",
        (
            "security/test_reads_are_written_first.py",
            "core/audit/test_readers.py",
            "core/audit/test_mine.py",
            "collect/sealed/test_notes.py::test_nothing_is_shown_when_the_reading_cannot_be_written",
            "core/breakglass/test_open.py::test_shows_nothing_when_the_audit_fails",
        ),
    ),
    Goal(
        "G12",
        "every tampering with the audit shows",
        ("core/audit/test_verify.py", "core/audit/test_roots.py", "security/test_tampering.py"),
    ),
    Goal("G13", "break-glass does exactly what it says", ("core/breakglass/test_*.py",)),
    Goal(
        "G14",
        "no way in without a second factor",
        ("security/test_second_factor.py", "core/signin/test_sign_in.py", "core/signin/test_back.py"),
    ),
    Goal(
        "G15",
        "sessions end, rotate and are ended",
        ("security/test_sessions.py", "core/signin/test_kept.py", "core/signin/test_end_session.py"),
    ),
    Goal("G17", "nothing typed reaches the database as a command", ("security/test_injection.py",)),
    Goal(
        "G19",
        "files that leave hold what the screen shows",
        (
            "security/test_files_that_leave.py",
            "kit/spreadsheets/test_write.py",
            "kit/documents/test_writers.py",
        ),
    ),
    Goal(
        "G21",
        "signing in tells nobody who has an account",
        ("security/test_enumeration.py", "core/signin/test_tries.py"),
    ),
    Goal("G22", "nobody makes the server ask another", ("security/test_requests_out.py",)),
    Goal("G24", "no secret in the project or its logs", ("security/test_secrets.py",)),
    Goal("G25", "every answer carries the headers", ("security/test_headers.py", "config/test_headers.py")),
    Goal(
        "G41",
        "attacks are noticed, told of within a minute, and end",
        ("security/test_detection.py", "core/restricted/test_watching.py", "core/restricted/test_lookers.py"),
    ),
    Goal("G43", "who read and wrote what is answered at once", ("security/test_who_did_what.py",)),
)
# Proved at full length only: by `./run security --whole` and `./run check-full`.
LONG_GOALS = (
    Goal("G05", "every mistake in the policy is noticed", ("security/test_mutants.py",)),
    Goal("G16", "nothing typed runs on a page", ("security/test_typed_scripts.py",)),
    Goal(
        "G44",
        "what is kept goes in its time, and nothing held goes",
        ("core/restricted/test_retention.py", "core/**/test_dispos*.py"),
    ),
)
