"""The first administrator's password is held to the rules of every other, before anything is laid."""

import pytest
from click.testing import CliRunner

from safeguarding.config.commands import setting_up

ASKED = [
    "--organisation",
    "NHS Example ICB",
    "--email",
    "a@example.nhs.uk",
    "--name",
    "A. Admin",
    "--password",
]


@pytest.fixture
def laid(monkeypatch):
    """Note whether the database would have been touched."""
    touched = []

    def touch():
        touched.append(True)
        raise SystemExit(3)

    monkeypatch.setattr(setting_up.database, "ready", touch)
    return touched


@pytest.mark.parametrize("weak", ["short", "1qaz2wsx3edc", "Safeguarding2026!"])
def test_a_weak_one_is_refused_with_the_reason(laid, weak):
    answer = CliRunner().invoke(setting_up.init, [*ASKED, weak])

    assert answer.exit_code == 1
    assert "password" in answer.output.lower()
    assert laid == []


def test_a_good_one_goes_on(laid):
    CliRunner().invoke(setting_up.init, [*ASKED, "three-random-words"])

    assert laid == [True]
