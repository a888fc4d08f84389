"""Framework files: checked line by line, loaded once, never changed in place."""

import copy

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ProgrammingError
from django.utils import timezone

from safeguarding.collect import api as collect
from safeguarding.collect.frameworks.models import FrameworkVersion, Question
from safeguarding.config.content import frameworks
from safeguarding.core.access.context import acting
from safeguarding.core.access.operations import system_actor
from safeguarding.kit.content import BadContent

SAF = settings.CONTENT / "frameworks" / "saf.yaml"


def written(tmp_path, old, new):
    """Return a copy of the provider framework with something changed."""
    path = tmp_path / "frameworks" / "saf.yaml"
    path.parent.mkdir()
    text = SAF.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "applies_to: [provider]",
            "applies_to: [practise]",
            "line 9: applies_to[0] is not a kind of organisation",
        ),
        ("version: 1\n", "version: one\n", "line 4: version must be a whole number"),
        ("key: A2,", "key: A1,", "line 21: standards[0].questions[1].key is given twice: A1"),
        (
            "standing: met,",
            "standing: good,",
            "line 11: scale[0].standing must be one of met, partly, not-met",
        ),
        ("  - key: B\n", "  - key: A\n", "is given twice: A"),
        ("used_from: 2019-04-01", "used_from: April 2019", "line 8: used_from is not a date"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, old, new, fault):
    with pytest.raises(BadContent) as bad:
        frameworks.read(written(tmp_path, old, new))

    assert fault in str(bad.value)


@pytest.fixture
def system(db):
    by = system_actor(timezone.localdate(), "loading content")
    with acting(by):
        yield by


def test_loading_twice_adds_nothing(system):
    before = FrameworkVersion.objects.count()

    assert frameworks.load(system, timezone.now()) == before
    assert FrameworkVersion.objects.count() == before


def test_the_same_version_with_other_words_is_refused(system):
    content = frameworks.read(SAF)
    changed = copy.deepcopy(content.data)
    changed["title"] = "Another title"

    with pytest.raises(collect.AnotherWording, match="Give the new words version 2"):
        collect.add_framework(content=changed, digest="0" * 64, by=system, at=timezone.now())


def test_a_new_version_stands_beside_the_old(system):
    content = frameworks.read(SAF)
    changed = copy.deepcopy(content.data) | {"version": 2}

    collect.add_framework(content=changed, digest="0" * 64, by=system, at=timezone.now())

    assert FrameworkVersion.objects.filter(urn="saf/provider").count() == 2


def test_the_database_refuses_to_change_a_question(world):
    world.actor("dana")

    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("update collect_question set text = 'easier'")

    connection.needs_rollback = False


def test_an_unknown_framework_is_named(world):
    with pytest.raises(LookupError, match="no framework saf/nobody"):
        collect.find_framework(world.actor("dana"), "saf/nobody")


def test_every_question_says_how_it_is_shown(world):
    world.actor("dana")

    assert not Question.objects.filter(evidence=[]).exists()
    assert not Question.objects.filter(guidance="").exists()
