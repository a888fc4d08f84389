"""
What a page asks for is narrow enough without the database: row security beneath it would hide that a rule is missing.

Each test takes row security off the tables it is about, in a database of its own, and asks the page all the same.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from safeguarding.collect.alerts.models import AdultAlert
from safeguarding.collect.assessments import operations as assessments
from safeguarding.collect.assessments.models import Evidence
from safeguarding.collect.reviews.models import Review
from safeguarding.core.access.models import Share
from safeguarding.core.files import kinds
from safeguarding.core.files import operations as files
from safeguarding.core.files.models import StoredFile
from safeguarding.core.files.queries import by_reach
from safeguarding.core.organisations.operations import end_contract
from safeguarding.core.sharing.operations import end_share
from tests.collect.assessments import acts
from tests.collect.assessments.test_evidence import download, sent_in
from tests.collect.reviews.making import a_review
from tests.core.files import samples
from tests.core.files.test_download import KIND, stored
from tests.core.organisations.test_line import riversides
from tests.core.restricted.making import YESTERDAY, an_alert, as_reader
from tests.core.sharing.test_give import TODAY, given, partner
from tests.security.opening import open_in_the_database

pytestmark = pytest.mark.long  # a database for each: `./run security` runs them every time


def status(person, address: str) -> int:
    """Return what a page answers somebody who has just signed in."""
    client = Client()
    client.force_login(person)
    return client.get(address).status_code


def test_a_file_that_was_not_released_stays_with_its_owner(committed, monkeypatch):
    monkeypatch.setattr(kinds, "KINDS", {})
    kinds.register(KIND, resource="SELF", may_read=by_reach)
    with transaction.atomic():
        file = stored(committed)

    with open_in_the_database(StoredFile):
        assert [status(each, download(file)) for each in (committed.pat, committed.dana)] == [200, 404]
        with transaction.atomic():
            files.release(files=[file], by=committed.actor("pat"), at=timezone.now())
        readers = (committed.pat, committed.dana, committed.oscar, committed.olga)
        assert [status(each, download(file)) for each in readers] == [200, 200, 404, 404]


@pytest.fixture
def sent(committed):
    """Send a return whose evidence is in its second version; give the return, that version and the first one."""
    with transaction.atomic():
        assessment = acts.return_of(committed, acts.issue(committed, "riverside"), "riverside")
        by = {"by": committed.actor("pat"), "at": timezone.now()}
        question = acts.queries.outline(assessment.framework).question("B1")
        [evidence] = assessments.add_files(
            assessment=assessment, question=question, uploads=[sent_in()], **by
        )
        first = evidence.file
        upload = sent_in("policy.docx", samples.DOCX)
        second = assessments.replace_file(evidence=evidence, upload=upload, **by).file
        acts.send(committed, assessment)
    return assessment, second, first


def test_of_evidence_a_commissioner_reads_the_version_that_was_sent(committed, sent):
    _, second, first = sent

    with open_in_the_database(StoredFile, Evidence):
        assert [status(committed.dana, download(each)) for each in (second, first)] == [200, 404]
        assert [status(committed.pat, download(each)) for each in (second, first)] == [200, 200]


def test_evidence_that_was_handed_back_is_its_owners_again(committed, sent):
    assessment, second, _ = sent

    with open_in_the_database(StoredFile, Evidence):
        assert status(committed.dana, download(second)) == 200
        with transaction.atomic():
            dana = committed.actor("dana")
            assessments.hand_back(
                assessment=assessment, version=assessment.version, reason="Old", by=dana, at=timezone.now()
            )
        assert [status(each, download(second)) for each in (committed.dana, committed.pat)] == [404, 200]


def test_a_share_is_asked_for_on_its_days_alone_and_not_when_it_was_ended(committed):
    with transaction.atomic():
        reader, row, share = partner(committed), a_review(committed, label="SAR-9"), given(committed)
    address = f"/collect/reviews/{row.public_id}/"

    def on(first: int, last: int) -> int:
        with transaction.atomic():
            committed.actor("dana")
            days = {"starts_on": TODAY + timedelta(days=first), "ends_on": TODAY + timedelta(days=last)}
            Share.objects.filter(pk=share.pk).update(**days)
        return status(reader, address)

    with open_in_the_database(Review):
        assert [on(0, 9), on(-9, -1), on(1, 9), on(-9, 0)] == [200, 404, 404, 200]
        with transaction.atomic():
            dana = committed.actor("dana")
            end_share(share=Share.objects.get(pk=share.pk), by=dana, at=timezone.now())
        assert status(reader, address) == 404


def test_of_a_contract_that_ended_what_was_raised_while_it_stood_is_asked_for_alone(committed):
    with transaction.atomic():
        row = an_alert(committed, raised_on=YESTERDAY)

    def asked_for(last) -> bool:
        with transaction.atomic():
            contract = riversides(committed)
            end_contract(contract=contract, ends_on=last, by=committed.actor("connie"), at=timezone.now())
            adele = as_reader(committed, "adele", 3)
            return AdultAlert.rows(adele).filter(pk=row.pk).exists()

    with open_in_the_database(AdultAlert):
        assert [asked_for(YESTERDAY), asked_for(YESTERDAY - timedelta(days=1))] == [True, False]
