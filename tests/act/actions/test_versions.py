"""The files that show how an action goes, and their versions."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safeguarding.act.actions import operations, queries
from safeguarding.core.files.models import StoredFile
from tests.act.actions import acts
from tests.core.files import samples


@pytest.fixture
def action(world):
    return acts.opened(world)


def note(action):
    return reverse("act:actions_note", args=[action.public_id])


def sent(*named, content=samples.PDF):
    return {"text": "Done so far", "files": [SimpleUploadedFile(name, content) for name in named]}


def only_file(world, action, person="pat"):
    return queries.files(world.actor(person), action).get()


def download(attached):
    return reverse("core:files_download", args=[attached.file.public_id])


def address(action, attached, page="versions"):
    return reverse(f"act:actions_{page}", args=[action.public_id, attached.public_id])


def test_several_files_come_with_a_note_and_both_sides_read_them(world, sign_in, action):
    page = sign_in(world.pat).post(note(action), sent("policy.pdf", "minutes.pdf"), follow=True)

    shown = sign_in(world.dana).get(reverse("act:actions_show", args=[action.public_id])).content.decode()
    for words in ("policy.pdf", "minutes.pdf", "SHA-256", "PDF, 1 kB"):
        assert words in page.content.decode()
        assert words in shown


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("pat", 200),
        ("terry", 200),
        ("dana", 200),
        ("connie", 200),
        ("una", 404),
        ("gail", 404),
        ("olga", 404),
        ("oscar", 404),
    ],
)
def test_who_downloads_it(world, sign_in, action, person, status):
    sign_in(world.pat).post(note(action), sent("policy.pdf"))
    attached = only_file(world, action)

    assert sign_in(getattr(world, person)).get(download(attached)).status_code == status


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("policy.pdf", b"<html>", "its content is not"),
        ("policy.pdf", b"", "empty"),
        ("plan.docx", samples.office(word__vbaProject_DOT_bin=b"x"), "macros"),
    ],
)
def test_a_hostile_file_is_refused_and_nothing_is_noted(world, sign_in, action, name, content, said):
    page = sign_in(world.pat).post(note(action), sent(name, content=content)).content.decode()

    assert said in page
    world.actor("pat")
    assert not StoredFile.objects.exists()
    assert queries.steps(action).count() == 1


def test_a_newer_version_is_for_whoever_sent_the_first(world, sign_in, action):
    sign_in(world.pat).post(note(action), sent("policy.pdf"))
    attached = only_file(world, action)
    newer = {"file": SimpleUploadedFile("policy.docx", samples.DOCX)}

    theirs = sign_in(world.dana)
    assert "The newer file" not in theirs.get(address(action, attached)).content.decode()
    assert theirs.post(address(action, attached), newer).status_code == 403
    newer["file"].seek(0)
    page = sign_in(world.pat).post(address(action, attached), newer, follow=True).content.decode()

    assert page.index("Version 2: policy.docx") < page.index("Version 1: policy.pdf")
    assert sign_in(world.dana).get(download(only_file(world, action))).content == samples.DOCX


def test_nothing_is_added_to_what_is_closed(world, sign_in, action):
    sign_in(world.pat).post(note(action), sent("policy.pdf"))
    attached = only_file(world, action)
    acts.move(world, action, operations.ask_for_check, "pat")
    acts.move(world, action, operations.close, "hana")

    newer = {"file": SimpleUploadedFile("policy.docx", samples.DOCX)}
    page = sign_in(world.pat).post(address(action, attached), newer).content.decode()

    assert "Reopen it before you add" in page


def test_a_file_of_another_action_is_not_found(world, sign_in, action):
    sign_in(world.pat).post(note(action), sent("policy.pdf"))
    attached = only_file(world, action)
    other = acts.opened(world, title="Another")

    assert sign_in(world.pat).get(address(other, attached)).status_code == 404


def test_an_auditor_who_is_named_on_nothing_takes_no_file_by_its_address(world, sign_in, action):
    sign_in(world.pat).post(note(action), sent("policy.pdf"))
    attached = only_file(world, action)
    world.give("noone", "R28", "riverside")

    assert sign_in(world.noone).get(download(attached)).status_code == 404
