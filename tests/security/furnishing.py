"""
One of each thing that the demonstration lacks, so that every page has something to open for somebody in the crawl.

They are made by the product's own operations as the readers of the crawl, before the canaries are planted. What a new page
needs and nobody has goes here: the crawl fails for a page that nobody could open.
"""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from safeguarding.act.actions import operations as actions
from safeguarding.act.risks import operations as risks
from safeguarding.assure.conclusions import operations as conclusions
from safeguarding.assure.validation import operations as validating
from safeguarding.assure.validation.queries import get_validation
from safeguarding.collect import api as collect
from safeguarding.collect.assessments import operations as answering
from safeguarding.collect.assessments import queries
from safeguarding.collect.imports import operations as imports
from safeguarding.collect.imports.queries import get_importer
from safeguarding.collect.imports.registry import Options
from safeguarding.core.cover import operations as cover
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.sharing import operations as sharing
from safeguarding.core.signin.models import ProviderIdentity
from safeguarding.kit.periods import Period
from safeguarding.report.papers import operations as papers
from safeguarding.report.papers import queries as papers_of
from safeguarding.report.publishing import operations as publishing
from tests.core.files import samples
from tests.security.restricting import Makers

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
HEADINGS = b"indicator,area,period,value,unit\n"
GOOD = b"Safeguarding adult alerts,North Wyvern,2024-25,1162,count\n"
BAD = b"No such thing,Nowhere,2024-25,lots of alerts that nobody counted,count\n"


def furnish(makers: Makers) -> dict[str, str]:
    """Make one of each in one transaction; return where those stand to which no other page of a reader's need lead."""
    addresses: dict[str, str] = {}
    with transaction.atomic():
        for make in (*WRITTEN, *AROUND_PEOPLE):
            addresses |= make(makers) or {}
    return addresses


def a_draft(makers: Makers) -> None:
    """Write a section twice and claim something in it."""
    paper = _a_paper(makers, "Safeguarding annual report, draft")
    for after, text in enumerate(("Alerts about adults rose.", "Alerts about adults rose again.")):
        papers.write(
            paper=paper, section="adults", text=text, after=after, by=makers.at("R03"), at=makers.now
        )
    papers.claim(
        paper=paper,
        section="adults",
        words="Alerts about adults rose",
        measure="adults.concerns",
        direction="up",
        by=makers.at("R03"),
        at=makers.now,
    )


def papers_that_were_signed(makers: Makers) -> dict[str, str]:
    """Take two papers to their signature, and publish the figures of one."""
    signed = _signed(makers, "Safeguarding annual report, signed")
    paper = _signed(makers, "Safeguarding annual report, published")
    publishing.publish(paper=paper, version=paper.version, by=makers.at("R01"), at=makers.now)
    return at("report:publishing_publish", signed.public_id) | at(
        "report:publishing_withdraw", paper.public_id
    )


def _a_paper(makers: Makers, title: str):
    actor = makers.at("R03")
    return papers.start(
        organisation=actor.organisation,
        outline=papers_of.get_outline("annual-combined"),
        title=title,
        period=YEAR,
        by=actor,
        at=makers.now,
    )


def _signed(makers: Makers, title: str):
    key = _a_paper(makers, title).public_id
    author = makers.at("R03")
    paper = papers_of.get_paper(author, key)
    papers.freeze(paper=paper, version=paper.version, by=author, at=makers.now)
    chief = makers.at("R01")
    paper = papers_of.get_paper(chief, key)
    papers.sign(paper=paper, version=paper.version, capacity="Chief nurse", by=chief, at=makers.now)
    return papers_of.get_paper(chief, key)


def files(makers: Makers) -> dict[str, str]:
    """Send a file of figures that can be stored, and one with faults; and know where figures are typed."""
    for name, data in (("good.csv", HEADINGS + GOOD), ("faults.csv", HEADINGS + GOOD + BAD)):
        imports.check(
            importer=get_importer("figures"),
            name=name,
            data=data,
            options=Options(),
            by=makers.at("R02"),
            at=makers.now,
        )
    ours = makers.at("R02").organisation.public_id
    return at("collect:returns_numbers", "adults", ours, "2024-04-01", "2025-03-31")


def evidence(makers: Makers) -> dict[str, str]:
    """Ask a provider for a return, and let it attach a file to what it has not sent yet."""
    assessment = _asked_for(makers, "Safeguarding assurance, running", 2026)
    [kept] = answering.add_files(
        assessment=assessment,
        question=collect.outline(assessment.framework).question("B1"),
        uploads=[SimpleUploadedFile("policy.docx", samples.DOCX)],
        by=makers.at("R16"),
        at=makers.now,
    )
    both = (assessment.public_id, kept.public_id)
    return at("collect:assessments_versions", *both) | at("collect:assessments_remove", *both)


def a_file_of_an_action(makers: Makers) -> dict[str, str]:
    """Let a provider note progress on an action, with a file."""
    lead = makers.at("R16")
    opened = actions.open_action(
        organisation=lead.organisation,
        title="Mend the register of training",
        due_on=lead.today + timedelta(days=30),
        owner_post="Safeguarding lead",
        by=lead,
        at=makers.now,
    )
    upload = SimpleUploadedFile("policy.docx", samples.DOCX)
    actions.note_progress(action=opened, text="Begun", uploads=[upload], by=lead, at=makers.now)
    both = (opened.public_id, opened.files.get().public_id)
    return at("act:actions_versions", *both) | at("act:actions_remove", *both)


def validations(makers: Makers) -> dict[str, str]:
    """Take a provider's returns to what the commissioner may release of their validation, and release one of them."""
    released, final = _validated(makers, 2025), _validated(makers, 2024)
    head = makers.at("R02")
    validating.release(validation=released, version=released.version, by=head, at=makers.now)
    told, ready = released.assessment.public_id, final.assessment.public_id
    return (
        at("assure:validation_result", told)
        | at("assure:validation_second", ready, "A1")
        | at("assure:validation_release", ready)
        | at("assure:validation_reopen", ready)
    )


def _validated(makers: Makers, year: int):
    """Take a provider's return from its answers to a validation that is final."""
    assessment = _asked_for(makers, f"Safeguarding assurance {year}, validated", year)
    questions, lead = collect.outline(assessment.framework).all_questions, makers.at("R16")
    said = answering.Given("met", "A policy and a lead", "An audit in May", "", queries.stamp(None))
    answering.save_answers(
        assessment=assessment, given=dict.fromkeys(questions, said), by=lead, at=makers.now
    )
    assessment.refresh_from_db()
    answering.ask_executive(assessment=assessment, version=assessment.version, by=lead, at=makers.now)
    assessment.refresh_from_db()
    signed = {"name": "Reader R15", "position": "Director of nursing"}
    answering.submit(
        assessment=assessment, version=assessment.version, **signed, by=makers.at("R15"), at=makers.now
    )
    assessment.refresh_from_db()
    validation = validating.begin(assessment=assessment, by=makers.at("R03"), at=makers.now)
    rated = dict.fromkeys(questions, validating.Judged(rating="met", comment="We looked at it"))
    validating.judge(
        validation=validation, version=validation.version, given=rated, by=makers.at("R03"), at=makers.now
    )
    head = makers.at("R02")
    validation = get_validation(head, assessment.public_id)
    return validating.finalise(
        validation=validation, version=validation.version, overall="Sound", by=head, at=makers.now
    )


def _asked_for(makers: Makers, title: str, ends_in: int):
    """Return a provider's return of a round of its own, which it has not begun to answer."""
    provider = makers.at("R16").organisation
    issuer = makers.at("R02")
    issued = collect.issue_round(
        organisation=issuer.organisation,
        framework=collect.find_framework(issuer, "saf/provider"),
        title=title,
        period=Period(date(ends_in - 1, 4, 1), date(ends_in, 3, 31)),
        due_on=issuer.today + timedelta(days=30),
        respondents=[provider],
        by=issuer,
        at=makers.now,
    )
    key = collect.board(issuer, issued).get(organisation=provider).public_id
    return collect.get_assessment(makers.at("R16"), key)


def registers(makers: Makers) -> None:
    """Raise a risk and conclude something about the year."""
    head = makers.at("R02")
    raised = {"title": "Health assessments come late", "likelihood": 4, "impact": 4, "raised_on": head.today}
    risks.raise_risk(facts=raised, by=head, at=makers.now)
    concluded = {
        "starts_on": date(2025, 4, 1),
        "ends_on": date(2026, 3, 31),
        "subject": "Arrangements for commissioning",
        "judgement": "KEPT",
        "span": "from early help to protection",
        "background": ["The pandemic"],
    }
    conclusions.conclude(organisation=head.organisation, facts=concluded, by=head, at=makers.now)


def deputies(makers: Makers) -> None:
    """Let a colleague act for the head of safeguarding."""
    head, colleague = makers.at("R02"), makers.person("R03")
    days = {"starts_on": head.today, "ends_on": head.today + timedelta(days=14)}
    cover.name_deputy(person=head.person, deputy=colleague, **days, by=head, at=makers.now)


def a_leaver(makers: Makers) -> None:
    """Hand the work of somebody who leaves next month to a colleague."""
    by = makers.at("R29")
    cover.hand_over(
        person=makers.person("R08"),
        successor=makers.person("R06"),
        last_on=by.today + timedelta(days=30),
        at_once=False,
        kind="SUBSTANTIVE",
        by=by,
        at=makers.now,
    )


def a_share(makers: Makers) -> None:
    """Share reviews with the council for a time."""
    by = makers.at("R02")
    sharing.share(
        resource="REV",
        shared_with=Organisation.objects.get(pk=makers.staff["R23"][1]),
        reason="A review that both of them commissioned",
        starts_on=by.today,
        ends_on=by.today + timedelta(days=60),
        by=by,
        at=makers.now,
    )


def ways_in(makers: Makers) -> dict[str, str]:
    """
    Give a provider's trainer a link to another organisation's sign-in and a session.

    The passkey is a stranger's: whoever has one is signed out where the crawl comes to the page that asks for it.
    """
    person = makers.at("R21").person
    link = ProviderIdentity.objects.create(
        user=person,
        provider="example",
        issuer="https://sign-in.example",
        subject="crawl",
        linked_on=makers.now.date(),
    )
    browser = Client()
    browser.force_login(person)
    place = {"session_key": browser.session.session_key, "ip": "127.0.0.1", "user_agent": "a browser"}
    session = UserSession.objects.create(user=person, **place)
    stranger = makers.at("R16 elsewhere").person
    Authenticator.objects.create(user=stranger, type=Authenticator.Type.WEBAUTHN, data={"name": "A key"})
    return at("core:signin_end_session", session.pk) | at("core:signin_unlink", link.pk)


def at(name: str, *parts: object) -> dict[str, str]:
    """Return where a route's page stands."""
    return {name: reverse(name, args=parts)}


WRITTEN = (a_draft, papers_that_were_signed, files, evidence, a_file_of_an_action, validations, registers)
AROUND_PEOPLE = (deputies, a_leaver, a_share, ways_in)
