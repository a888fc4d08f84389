"""Files go out as attachments, to those whom their topic lets read them, as they were stored or not at all."""

import hashlib
import stat
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone

from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.files import kinds, operations, queries, scanner, storage
from safeguarding.core.files.contents import NotKept
from safeguarding.core.files.models import FileScan, StoredFile
from tests.core.files import samples
from tests.security.crawling import faults_of_headers

KIND = "test.evidence"


@pytest.fixture(autouse=True)
def _kinds(monkeypatch):
    monkeypatch.setattr(kinds, "KINDS", {})
    kinds.register(KIND, resource="SELF", may_read=queries.by_reach)


def upload(content: bytes = samples.PDF, name: str = "policy.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored(world, who: str = "pat", **more) -> StoredFile:
    actor = world.actor(who)
    options = {"upload": upload(), "owner": actor.organisation, "kind": KIND} | more
    return operations.store(**options, by=actor, at=timezone.now())


def address(file: StoredFile) -> str:
    return f"/core/files/{file.public_id}/"


def test_what_is_stored_comes_back_as_an_attachment(world, sign_in):
    file = stored(world)

    response = sign_in(world.pat).get(address(file))

    assert response.content == samples.PDF
    assert response.headers["Content-Disposition"] == 'attachment; filename="policy.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "application/pdf"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert faults_of_headers(response) == []
    world.actor("pat")
    assert (
        AuditRecord.objects.filter(what="file.downloaded", about__endswith=str(file.public_id)).count() == 1
    )


def test_lies_under_a_random_name_that_only_we_can_read(world):
    file = stored(world, upload=upload(name="../../../etc/passwd.pdf"))

    place = storage.path(file.place)

    assert file.name == "passwd.pdf"
    assert place.is_relative_to(settings.FILES)
    assert "passwd" not in str(place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert file.sha256 == hashlib.sha256(samples.PDF).hexdigest()


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("pat", 200),
        ("perry", 200),
        ("terry", 404),
        ("dana", 404),
        ("una", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 404),
    ],
)
def test_before_its_release_only_the_owner_reads_it(world, sign_in, person, status):
    file = stored(world)

    assert sign_in(getattr(world, person)).get(address(file)).status_code == status


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("pat", 200),
        ("dana", 200),
        ("hana", 200),
        ("adi", 404),
        ("una", 404),
        ("gail", 404),
        ("olga", 404),
        ("oscar", 404),
    ],
)
def test_once_released_the_commissioner_reads_it_too(world, sign_in, person, status):
    file = stored(world)
    operations.release(files=[file], by=world.actor("pat"), at=timezone.now())

    assert sign_in(getattr(world, person)).get(address(file)).status_code == status


def test_what_a_commissioner_sends_about_a_provider_reaches_it_on_release(world, sign_in):
    file = stored(world, "adi", kind=_board_kind(), about=world.riverside)
    assert sign_in(world.pat).get(address(file)).status_code == 404

    operations.release(files=[file], by=world.actor("adi"), at=timezone.now())

    assert sign_in(world.pat).get(address(file)).status_code == 200
    assert sign_in(world.gail).get(address(file)).status_code == 404


def _board_kind() -> str:
    kinds.register("test.letter", resource="RPT", may_read=queries.by_reach)
    return "test.letter"


def test_a_stranger_signs_in_first(world, client):
    file = stored(world)

    assert client.get(address(file)).status_code == 302


def test_a_kind_that_nobody_registered_opens_to_nobody(world, sign_in, monkeypatch):
    file = stored(world)
    monkeypatch.setattr(kinds, "KINDS", {})

    assert sign_in(world.pat).get(address(file)).status_code == 404


def test_an_unknown_file_and_one_of_others_answer_alike(world, sign_in):
    file = stored(world)
    client = sign_in(world.olga)

    unknown, hidden = client.get(f"/core/files/{uuid4()}/"), client.get(address(file))

    assert unknown.status_code == hidden.status_code == 404
    assert client.get("/core/files/../../settings.py").status_code == 404


def test_bytes_that_changed_on_the_disk_never_go_out(world):
    file = stored(world)
    storage.path(file.place).write_bytes(samples.PDF + b"%")

    with pytest.raises(operations.Damaged):
        operations.hand_out(file=file, by=world.actor("pat"), at=timezone.now())


def test_somebody_else_cannot_hand_it_out(world):
    file = stored(world)

    with pytest.raises(PermissionDenied):
        operations.hand_out(file=file, by=world.actor("olga"), at=timezone.now())


def test_a_person_without_the_permission_cannot_store(world):
    with pytest.raises(PermissionDenied):
        stored(world, "terry")


def test_nobody_stores_in_the_name_of_another_organisation(world):
    actor = world.actor("pat")

    with pytest.raises(PermissionDenied):
        operations.store(upload=upload(), owner=world.elsewhere, kind=KIND, by=actor, at=timezone.now())


def test_a_refused_file_leaves_nothing_behind(world):
    with pytest.raises(NotKept):
        stored(world, upload=upload(b"MZ\x90\x00" + bytes(99)))

    assert StoredFile.objects.count() == 0
    assert not settings.FILES.exists()


def test_the_limit_holds_whatever_the_header_says(world):
    huge = upload(b"x" * (20 * 1024 * 1024 + 5), "note.txt")
    huge.size = 10

    with pytest.raises(NotKept, match="20 MB or smaller"):
        stored(world, upload=huge)


def test_the_same_file_twice_is_kept_once(world):
    first, second = stored(world), stored(world, upload=upload(name="again.pdf"))

    assert first.place == second.place
    assert first.public_id != second.public_id
    assert sum(1 for path in settings.FILES.rglob("*") if path.is_file()) == 1


def test_versions_stand_beside_one_another(world, sign_in):
    first = stored(world)
    actor = world.actor("pat")

    second = operations.new_version(
        file=first, upload=upload(samples.DOCX, "policy.docx"), by=actor, at=timezone.now()
    )

    assert [file.number for file in queries.versions(first)] == [2, 1]
    assert second.series == first.series
    client = sign_in(world.pat)
    assert client.get(address(first)).content == samples.PDF
    assert client.get(address(second)).content == samples.DOCX


@pytest.mark.parametrize(
    "statement", ["update core_storedfile set name = 'x'", "delete from core_storedfile"]
)
def test_a_stored_file_cannot_be_changed(world, statement):
    stored(world)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_row_security_hides_a_file_even_where_a_query_forgets(world):
    file = stored(world)

    world.actor("dana")
    assert not StoredFile.objects.filter(pk=file.pk).exists()
    operations.release(files=[file], by=world.actor("pat"), at=timezone.now())
    world.actor("dana")
    assert StoredFile.objects.filter(pk=file.pk).exists()
    world.actor("oscar")
    assert not StoredFile.objects.filter(pk=file.pk).exists()


def test_a_list_says_what_each_file_is(world):
    file = stored(world)

    (line,) = queries.lines(queries.with_details(StoredFile.objects.filter(pk=file.pk)))

    assert (line.name, line.detail, line.scan, line.number) == ("policy.pdf", "PDF, 1 kB", "Not scanned", 1)
    assert line.url == address(file)


def test_while_the_scanner_does_not_answer_a_file_waits(world, sign_in, settings, tmp_path):
    settings.SCANNER = str(tmp_path / "nobody.sock")

    response = sign_in(world.pat).get(address(stored(world)))

    assert response.status_code == 409
    assert "Waiting for the virus scan" in response.content.decode()


@pytest.mark.parametrize(("answer", "state"), [("stream: OK", "CLEAN"), ("stream: ERROR", "PENDING")])
def test_keeps_what_the_scanner_said(world, settings, monkeypatch, answer, state):
    settings.SCANNER = "localhost:3310"
    monkeypatch.setattr(scanner, "_ask", lambda content: answer)

    assert FileScan.objects.get(file=stored(world)).state == state


def test_a_file_with_a_virus_is_not_kept(world, settings, monkeypatch):
    settings.SCANNER = "localhost:3310"
    monkeypatch.setattr(scanner, "_ask", lambda content: "stream: Eicar FOUND")

    with pytest.raises(NotKept, match="something harmful"):
        stored(world)


def test_a_kind_is_registered_once_and_under_a_known_resource():
    with pytest.raises(ValueError, match="registered already"):
        kinds.register(KIND, resource="RPT", may_read=queries.by_reach)
    with pytest.raises(ValueError, match="no column"):
        kinds.register("other", resource="ZZZ", may_read=queries.by_reach)


def test_an_unknown_actor_gets_the_404_of_an_unknown_file(world):
    file = stored(world)

    with pytest.raises(Http404):
        queries.get_file(world.actor("noone"), file.public_id)
