"""The versions of a file of evidence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safeguarding.collect.assessments import operations
from tests.collect.assessments import acts
from tests.collect.assessments.test_evidence import GOOD, download, sent_in
from tests.core.files import samples


@pytest.fixture
def assessment(world):
    return acts.return_of(world, acts.issue(world, "riverside"), "riverside")


@pytest.fixture
def kept(world, assessment):
    [evidence] = operations.add_files(
        assessment=assessment,
        question=acts.queries.outline(assessment.framework).question("B1"),
        uploads=[sent_in()],
        by=world.actor("pat"),
        at=acts.timezone.now(),
    )
    return evidence


@pytest.fixture
def address(assessment, kept):
    return reverse("collect:assessments_versions", args=[assessment.public_id, kept.public_id])


def newer(content=samples.DOCX, name="policy.docx"):
    return {"file": SimpleUploadedFile(name, content), "no_person": "on"}


def test_a_newer_version_stands_above_the_older(world, sign_in, kept, address):
    first = kept.file

    page = sign_in(world.pat).post(address, newer(), follow=True).content.decode()

    assert page.index("Version 2: policy.docx") < page.index("Version 1: policy.pdf")
    assert download(first) in page


def test_the_newest_is_what_is_sent_and_the_older_stay_at_home(world, sign_in, assessment, kept, address):
    first = kept.file
    sign_in(world.pat).post(address, newer())
    acts.send(world, assessment)
    kept.refresh_from_db()
    client = sign_in(world.dana)

    assert client.get(download(kept.file)).content == samples.DOCX
    assert client.get(download(first)).status_code == 404


def test_a_hostile_version_is_refused_and_the_old_one_stands(world, sign_in, kept, address):
    page = sign_in(world.pat).post(address, newer(b"<html>", "policy.pdf")).content.decode()

    assert "its content is not" in page
    kept.refresh_from_db()
    assert kept.file.number == 1


def test_nothing_is_replaced_once_it_is_sent(world, sign_in, assessment, address):
    acts.send(world, assessment)

    assert "not open to change" in sign_in(world.pat).post(address, newer()).content.decode()


def test_a_link_has_no_versions(world, sign_in, assessment):
    client = sign_in(world.pat)
    client.post(reverse("collect:assessments_evidence", args=[assessment.public_id, "B2"]), GOOD)
    world.actor("pat")
    link = assessment.evidence.get()
    address = reverse("collect:assessments_versions", args=[assessment.public_id, link.public_id])

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("person", "status"), [("pat", 200), ("dana", 404), ("olga", 404), ("noone", 302)])
def test_only_the_organisations_own_people_open_it(world, sign_in, address, person, status):
    assert sign_in(getattr(world, person)).get(address).status_code == status
