"""What shows an answer to be so."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safeguarding.collect.assessments import operations
from safeguarding.collect.assessments.models import Evidence
from safeguarding.core.files.models import StoredFile
from tests.collect.assessments import acts
from tests.core.files import samples

GOOD = {"title": "Policy of 2025", "url": "https://example.org/policy", "no_person": "on"}


@pytest.fixture
def assessment(world):
    return acts.return_of(world, acts.issue(world, "riverside"), "riverside")


@pytest.fixture
def address(assessment):
    return reverse("collect:assessments_evidence", args=[assessment.public_id, "B1"])


def test_a_link_is_added(world, sign_in, assessment, address):
    client = sign_in(world.pat)

    page = client.post(address, GOOD, follow=True).content.decode()

    assert "Policy of 2025" in page
    world.actor("pat")
    assert Evidence.objects.get().url == "https://example.org/policy"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"url": "http://example.org/policy"}, "Enter an address that starts with https://"),
        ({"url": "javascript:alert(1)"}, "Enter an address in full"),
        ({"url": "our shared drive"}, "Enter an address in full"),
        ({"no_person": ""}, "Confirm that the document names no patient"),
        ({"title": ""}, "Enter what it is"),
    ],
)
def test_errors_say_what_to_do(world, sign_in, address, changed, said):
    assert said in sign_in(world.pat).post(address, GOOD | changed).content.decode()


def test_where_nothing_at_all_was_entered_everything_that_is_missing_is_named(world, sign_in, address):
    page = sign_in(world.pat).post(address, {"title": ""}).content.decode()

    assert "Choose a file, or enter the address of the document" in page
    assert "Confirm that the document names no patient" in page


def test_evidence_cannot_be_added_once_it_is_sent(world, sign_in, assessment, address):
    acts.send(world, assessment)

    assert "not open to change" in sign_in(world.pat).post(address, GOOD).content.decode()


@pytest.mark.parametrize(
    ("person", "status"),
    [("pat", 200), ("dana", 404), ("olga", 404), ("oscar", 404), ("noone", 302)],
)
def test_only_the_organisations_own_people_open_it(world, sign_in, address, person, status):
    assert sign_in(getattr(world, person)).get(address).status_code == status


def test_a_question_that_the_framework_lacks_is_not_found(world, sign_in, assessment):
    address = reverse("collect:assessments_evidence", args=[assessment.public_id, "Z9"])

    assert sign_in(world.pat).get(address).status_code == 404


# Files


def sent_in(name="policy.pdf", content=samples.PDF):
    return SimpleUploadedFile(name, content)


def files(*uploads):
    return {"files": list(uploads), "no_person": "on"}


def download(file):
    return reverse("core:files_download", args=[file.public_id])


def test_several_files_at_once_are_listed_with_size_and_hash(world, sign_in, address):
    both = files(sent_in(), sent_in("audit.xlsx", samples.XLSX))

    page = sign_in(world.pat).post(address, both, follow=True).content.decode()

    assert "policy.pdf" in page
    assert "audit.xlsx" in page
    assert hashlib.sha256(samples.PDF).hexdigest() in page
    assert "PDF, 1 kB, version 1" in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("policy.pdf", b"", "empty"),
        ("policy.pdf", b"<html><script>alert(1)</script>", "its content is not"),
        ("policy.pdf", samples.DOCX, "its content is not"),
        ("policy.pdf", b"%PDF-" + b"x" * (20 * 1024 * 1024 + 1), "20 MB"),
        ("plan.docx", samples.office(word__vbaProject_DOT_bin=b"x"), "macros"),
        ("plan.docx", samples.office(word__big_DOT_xml=b"0" * 46_000_000), "unpacks to far more"),
        ("page.html", b"<html></html>", "Files of this type are not kept"),
        ("minutes.exe.pdf", samples.PDF, "Rename it"),
    ],
)
def test_a_hostile_file_is_refused_in_words_and_none_beside_it_is_kept(
    world, sign_in, address, name, content, said
):
    page = sign_in(world.pat).post(address, files(sent_in("good.pdf"), sent_in(name, content)))

    assert said in page.content.decode()
    world.actor("pat")
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()


def test_neither_a_file_nor_a_link_is_asked_for(world, sign_in, address):
    said = sign_in(world.pat).post(address, {"no_person": "on"}).content.decode()

    assert "Choose a file, or enter the address" in said


def test_eleven_files_at_once_are_too_many(world, sign_in, address):
    many = files(*(sent_in(f"{number}.pdf") for number in range(11)))

    assert "at most 10 files" in sign_in(world.pat).post(address, many).content.decode()


@pytest.fixture
def kept(world, assessment):
    question = acts.queries.outline(assessment.framework).question("B1")
    [evidence] = operations.add_files(
        assessment=assessment,
        question=question,
        uploads=[sent_in()],
        by=world.actor("pat"),
        at=acts.timezone.now(),
    )
    return evidence


@pytest.mark.parametrize(
    ("person", "before", "after"),
    [
        ("pat", 200, 200),
        ("perry", 200, 200),
        ("dana", 404, 200),
        ("terry", 404, 404),
        ("adi", 404, 404),
        ("gail", 404, 404),
        ("olga", 404, 404),
        ("oscar", 404, 404),
    ],
)
def test_the_commissioner_downloads_it_once_it_is_sent(
    world, sign_in, assessment, kept, person, before, after
):
    client = sign_in(getattr(world, person))
    assert client.get(download(kept.file)).status_code == before

    acts.send(world, assessment)

    answer = client.get(download(kept.file))
    assert answer.status_code == after
    if after == 200:
        assert answer.headers["Content-Disposition"] == 'attachment; filename="policy.pdf"'
        assert answer.content == samples.PDF


def test_handed_back_it_is_the_providers_own_again(world, sign_in, assessment, kept):
    acts.send(world, assessment)
    assessment.refresh_from_db()
    operations.hand_back(
        assessment=assessment,
        version=assessment.version,
        reason="B1 is last year's",
        by=world.actor("dana"),
        at=acts.timezone.now(),
    )

    assert sign_in(world.dana).get(download(kept.file)).status_code == 404


def test_the_receipt_and_the_answers_name_the_file_with_its_hash(world, sign_in, assessment, kept):
    acts.send(world, assessment)
    client = sign_in(world.dana)

    receipt = client.get(reverse("collect:assessments_receipt", args=[assessment.public_id, 1]))
    answers = client.get(reverse("collect:assessments_read", args=[assessment.public_id]))

    assert kept.file.sha256 in receipt.content.decode()
    assert kept.file.sha256 in answers.content.decode()
    assert download(kept.file) in answers.content.decode()


def test_a_file_that_comes_while_the_answers_are_being_sent_is_refused(world, assessment):
    stale = acts.return_of(world, assessment.round, "riverside")
    acts.send(world, assessment)

    with pytest.raises(operations.Locked):
        operations.add_files(
            assessment=stale,
            question=acts.queries.outline(assessment.framework).question("B1"),
            uploads=[sent_in()],
            by=world.actor("pat"),
            at=acts.timezone.now(),
        )


@pytest.mark.parametrize("role", ["R18", "R28"])
def test_whoever_was_let_in_for_what_names_them_takes_no_file_by_its_address(world, sign_in, address, role):
    """A helper writes one draft and an auditor reads what they are named for: the rest of their organisation is closed."""
    sign_in(world.pat).post(address, files(sent_in()))
    world.give("noone", role, "riverside")
    world.actor("pat")
    file = StoredFile.objects.get()

    assert sign_in(world.noone).get(download(file)).status_code == 404
