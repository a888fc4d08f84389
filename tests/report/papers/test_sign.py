"""A second person seals the freeze; the author only with a reason that the paper prints."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from safeguarding.core.audit.models import AuditRecord
from safeguarding.kit.refusals import Stale
from safeguarding.report.papers import operations, queries
from safeguarding.report.papers.models import Paper
from tests.report.papers.people import SIGNERS


def address(paper):
    return reverse("report:papers_sign", args=[paper.public_id])


def asked(paper, **more):
    return {"version": paper.version, "capacity": "Chief nurse", "declaration": "on"} | more


def test_a_second_person_signs(world, sign_in, frozen):
    response = sign_in(world.chris).post(address(frozen), asked(frozen))

    chris = world.actor("chris")
    again = queries.get_paper(chris, frozen.public_id)
    freeze = queries.standing(chris, again)
    assert response.status_code == 302
    assert again.state == Paper.State.SIGNED
    assert freeze.sign_off.signed_by == world.chris
    assert {file.stage for file in queries.files(chris, freeze)} == {"SIGNED"}
    assert queries.document_of(freeze).front[-1][0] == "Signed off"
    assert AuditRecord.objects.filter(what="paper.signed", by=world.chris.email).exists()


@pytest.fixture
def by_the_head(world, figures, now):
    """A paper that the head of safeguarding started, wrote and froze."""
    hana = world.actor("hana")
    paper = operations.start(
        organisation=world.wyvern,
        outline=queries.get_outline("annual-combined"),
        title="Written by one",
        period=figures[1].period,
        by=hana,
        at=now,
    )
    paper = queries.get_paper(hana, paper.public_id)
    operations.freeze(paper=paper, version=paper.version, by=hana, at=now)
    return queries.get_paper(hana, paper.public_id)


def test_the_author_is_refused(world, sign_in, by_the_head):
    response = sign_in(world.hana).post(address(by_the_head), asked(by_the_head))

    assert "You wrote in this paper, so somebody else must sign it off" in response.content.decode()
    assert queries.get_paper(world.actor("hana"), by_the_head.public_id).state == Paper.State.FROZEN


def test_whoever_wrote_a_section_is_an_author_too(world, paper, now):
    hana = world.actor("hana")
    operations.write(paper=paper, section="covid", text="More.", after=0, by=hana, at=now)
    dana = world.actor("dana")
    again = queries.get_paper(dana, paper.public_id)
    operations.freeze(paper=again, version=again.version, by=dana, at=now)
    hana = world.actor("hana")
    again = queries.get_paper(hana, paper.public_id)

    with pytest.raises(operations.NotTheAuthor):
        operations.sign(paper=again, version=again.version, capacity="Head", by=hana, at=now)


def test_a_single_handed_author_signs_with_a_reason_that_the_paper_prints(world, sign_in, by_the_head):
    reason = "The chief nurse is away until June and the deputy post is vacant."
    sign_in(world.hana).post(address(by_the_head), asked(by_the_head, alone_because=reason))

    hana = world.actor("hana")
    freeze = queries.standing(hana, by_the_head)
    assert freeze.sign_off.alone_because == reason
    assert reason in str(queries.document_of(freeze).front)


def test_a_second_persons_reason_for_signing_alone_is_not_kept(world, frozen, now):
    signed = operations.sign(
        paper=frozen,
        version=frozen.version,
        capacity="Chief nurse",
        alone_because="typed by mistake",
        by=world.actor("chris"),
        at=now,
    )

    assert signed.alone_because == ""


def test_a_writer_without_the_permission_is_refused_even_with_a_forged_call(world, frozen, now):
    with pytest.raises(PermissionDenied):
        operations.sign(
            paper=frozen, version=frozen.version, capacity="Nurse", by=world.actor("lena"), at=now
        )


def test_a_stale_page_is_refused(world, frozen, now):
    with pytest.raises(Stale):
        operations.sign(
            paper=frozen, version=frozen.version - 1, capacity="Chief nurse", by=world.actor("chris"), at=now
        )


def test_a_draft_cannot_be_signed(world, sign_in, paper):
    assert sign_in(world.chris).get(address(paper)).status_code == 404


@pytest.mark.parametrize(("person", "status"), SIGNERS.items())
def test_only_those_who_approve_papers_open_it(world, sign_in, frozen, person, status):
    assert sign_in(getattr(world, person)).get(address(frozen)).status_code == status
