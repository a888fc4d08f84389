"""Two people open the database itself for an hour at most: it is read, never written, and others hear of it."""

import psycopg
import pytest
from click.testing import CliRunner
from django.db import transaction

from safeguarding.config import emergency, postgres
from safeguarding.config.commands import emergency as commands
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.notices.models import Notice
from tests import databases
from tests.core.restricted.making import a_note, a_request
from tests.core.signin.authenticating import code_of, give_app
from tests.world import World, of_ones_own

REASON = "The coroner asks today and the product is down"


@pytest.fixture
def world(django_db_setup, django_db_blocker):
    """Keep a world of one's own, so that another connection sees it."""
    with django_db_blocker.unblock(), of_ones_own("emergency") as name:
        made = World()
        made.database = name
        with transaction.atomic():
            made.secrets = {who: give_app(getattr(made, who)) for who in ("opal", "cal", "dana")}
        yield made


def open_it(world, monkeypatch, inside=None, **changed):
    """Run the command; `inside` is done while it stands open, in place of waiting."""
    seen = {}

    def keep(password, told, until):
        seen.update(password=password, told=told)

    monkeypatch.setattr(commands, "_say", keep)
    monkeypatch.setattr(commands, "_wait", lambda until: inside and inside(seen["password"]))
    given = {"first": "opal", "second": "cal", "ground": "COURT", "reason": REASON, "minutes": "60"} | changed
    codes = {f"{which}-code": code_of(world.secrets[given[which]]) for which in ("first", "second")}
    emails = {which: f"{given[which]}@demo.invalid" for which in ("first", "second")}
    words = [each for name, value in (given | emails | codes).items() for each in (f"--{name}", value)]
    done = CliRunner().invoke(commands.emergency, ["open", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done, seen


def connect(world, password):
    where = databases.parameters(world.database, postgres.APP)
    return psycopg.connect(**where | {"user": emergency.ROLE, "password": password}, autocommit=True)


def test_it_reads_what_cannot_wait_and_nothing_that_is_closed_to_a_list(world, monkeypatch):
    with transaction.atomic():
        a_request(world)
        a_note(world)
    found = {}

    def look(password):
        with connect(world, password) as connection:
            found["requests"] = connection.execute("select about from act_disclosure").fetchall()
            found["notes"] = connection.execute("select count(*) from collect_sealednote").fetchone()
            for words in (
                "update act_disclosure set about = 'x'",
                "select * from core_rowhistory",
                "select * from mfa_authenticator",
                "select password from core_user",
            ):
                with pytest.raises(psycopg.Error):
                    connection.execute(words)
            with pytest.raises(psycopg.OperationalError, match="too many connections"):
                connect(world, password)

    done, seen = open_it(world, monkeypatch, look)

    assert done.exit_code == 0, done.output
    assert found == {"requests": [("C-104",)], "notes": (0,)}
    with pytest.raises(psycopg.OperationalError):
        connect(world, seen["password"])


def test_who_is_connected_when_the_time_is_over_is_cut_off(world, monkeypatch):
    left = []

    done, _ = open_it(world, monkeypatch, lambda password: left.append(connect(world, password)))

    assert done.exit_code == 0, done.output
    with pytest.raises(psycopg.Error):
        left[0].execute("select 1")


def test_both_names_stand_in_the_audit_and_the_guardian_is_told(world, monkeypatch):
    _, seen = open_it(world, monkeypatch)

    with transaction.atomic():
        world.actor("cal")
        opened = AuditRecord.objects.get(what="database.opened").body
        assert AuditRecord.objects.filter(what="database.closed").count() == 1
        assert Notice.objects.get(kind="database.opened").roles == ["R12", "R13"]
    assert "opal@demo.invalid" in opened
    assert "cal@demo.invalid" in opened
    assert REASON in opened
    assert seen["told"] >= 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"second": "opal"}, "Two people"),
        ({"first": "dana"}, "Dana Designated holds no role that opens the database"),
        ({"second": "dana"}, "Dana Designated holds no role that opens the database"),
        ({"reason": "Because"}, "at least 20 characters"),
        ({"ground": "CURIOUS"}, "The ground is one of"),
        ({"minutes": "61"}, "60 minutes at most"),
    ],
)
def test_it_stays_closed(world, monkeypatch, changed, words):
    done, seen = open_it(world, monkeypatch, **changed)

    assert done.exit_code == 1
    assert words in done.output
    assert seen == {}


def test_a_code_that_does_not_hold_opens_nothing(world, monkeypatch):
    world.secrets["cal"] = world.secrets["opal"]

    done, seen = open_it(world, monkeypatch)

    assert done.exit_code == 1
    assert "The code of Cal Caldicott does not hold" in done.output
    assert seen == {}


def test_what_was_left_open_can_be_closed(world, monkeypatch):
    monkeypatch.setattr(emergency, "close", lambda: None)
    _, seen = open_it(world, monkeypatch)
    monkeypatch.undo()
    connect(world, seen["password"]).close()

    assert CliRunner().invoke(commands.emergency, ["close"]).exit_code == 0

    with pytest.raises(psycopg.OperationalError):
        connect(world, seen["password"])
