"""Taking evidence away again, with a reason."""

import pytest
from django.urls import reverse

from safeguarding.collect.assessments import operations
from safeguarding.collect.assessments.models import Evidence
from tests.collect.assessments import acts
from tests.collect.assessments.test_evidence import download, sent_in


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
    return reverse("collect:assessments_remove", args=[assessment.public_id, kept.public_id])


def test_it_goes_and_the_reason_stays_in_the_history(world, sign_in, assessment, address):
    client = sign_in(world.pat)

    client.post(address, {"reason": "It is last year's policy"})

    world.actor("pat")
    assert not Evidence.objects.exists()
    history = client.get(reverse("collect:assessments_show", args=[assessment.public_id])).content.decode()
    assert "Evidence removed" in history
    assert "B1, policy.pdf: It is last year&#39;s policy" in history


def test_what_was_removed_is_never_sent(world, sign_in, assessment, kept, address):
    sign_in(world.pat).post(address, {"reason": "Wrong file"})
    acts.send(world, assessment)
    client = sign_in(world.dana)

    read = client.get(reverse("collect:assessments_read", args=[assessment.public_id])).content.decode()

    assert "policy.pdf" not in read
    assert "Wrong file" not in read
    assert client.get(download(kept.file)).status_code == 404


def test_a_reason_is_asked_for(world, sign_in, address):
    assert "Enter why you remove it" in sign_in(world.pat).post(address, {"reason": ""}).content.decode()


def test_nothing_is_removed_once_it_is_sent(world, sign_in, assessment, address):
    acts.send(world, assessment)

    page = sign_in(world.pat).post(address, {"reason": "Second thoughts"}).content.decode()

    assert "not open to change" in page


@pytest.mark.parametrize(
    ("person", "status"), [("pat", 200), ("perry", 404), ("dana", 404), ("olga", 404), ("noone", 302)]
)
def test_only_those_who_answer_open_it(world, sign_in, address, person, status):
    assert sign_in(getattr(world, person)).get(address).status_code == status
