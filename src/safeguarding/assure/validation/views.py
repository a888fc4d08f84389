"""The pages of validation: the commissioner's desk, queries to and fro, and what the provider reads."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.assure.validation import forms, operations, queries, shown, waiting
from safeguarding.assure.validation.models import Validation
from safeguarding.collect import api as collect
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download, hand_out
from safeguarding.kit.forms.lists import Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Tag
from safeguarding.kit.refusals import Refused
from safeguarding.kit.spreadsheets import MEDIA

page = require_http_methods(["GET", "HEAD", "POST"])
PAGES = "assure/validation/pages"
BOTH = (
    "Question",
    "What it asks",
    "Provider",
    "Us",
    "Why",
    "What we want done",
    "By when",
    "Why we want nothing",
)
NEXT = "next"  # the button that saves and goes on to the next standard
TRUSTS = ("Trust", "Period", "Section 11", "Standards met", "Whose rating")


@require_safe
@opens("VAL", "r")
def inbox(request: HttpRequest) -> HttpResponse:
    """List the self-assessments that have been sent and wait for us."""
    listing = Listing(
        request,
        waiting.desk(request.actor),
        shown.INBOX,
        filters=shown.inbox_filters(request.actor),
        search=("organisation__name", "round__title"),
        default_sort="-waited",
        noun=("self-assessment", "self-assessments"),
    )
    if file := download(request, listing, "Validation", timezone.now()):
        return file
    return render(request, f"{PAGES}/inbox.jinja", {"listing": listing})


@require_safe
@opens("VAL", "r")
def asked(request: HttpRequest) -> HttpResponse:
    """List what we have asked providers about their answers, and whose turn it is."""
    listing = Listing(
        request,
        waiting.questions_asked(request.actor),
        shown.ASKED,
        filters=[shown.whose_turn(waiting.ASKED_TURNS)],
        search=("about__name", "assessment__round__title"),
        default_sort="-waited",
        noun=("question", "questions"),
    )
    if file := download(request, listing, "Questions asked", timezone.now()):
        return file
    return render(request, f"{PAGES}/asked.jinja", {"listing": listing})


@page
@opens("VAL", "r", post="w")
def overview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the provider's ratings beside ours, and begin if nobody has."""
    assessment = collect.get_sent(request.actor, public_id, queries.READ)
    if request.method == "POST":
        operations.begin(assessment=assessment, by=request.actor, at=timezone.now())
        return redirect("assure:validation_overview", public_id)
    validation = queries.of_assessment(request.actor, assessment)
    context = {"assessment": assessment, "validation": validation}
    context |= {
        "may_judge": may_anywhere(request.actor, queries.WRITE),
        "may_approve": may_anywhere(request.actor, queries.APPROVE),
    }
    if validation:
        found = queries.sides(validation, collect.answers(request.actor, assessment, queries.READ))
        show = request.GET.get("show", "")
        if (kind := request.GET.get("export", "")) in MEDIA:
            return _both_ratings(request, kind, assessment, queries.narrowed(found, show))
        context |= _overview(validation, found, show)
        context |= {"show": show if show in queries.SHOWN else "", "choices": queries.SHOWN}
        context["asked"] = {query.question_id for query in queries.asked(request.actor, assessment)}
    return render(request, f"{PAGES}/overview.jinja", context)


def _both_ratings(request: HttpRequest, kind: str, assessment, found: list[queries.Side]) -> HttpResponse:
    """Hand out both sides as a file, one question a row."""
    rows = [
        [
            side.question.key,
            side.question.text,
            side.said,
            side.judged,
            side.judgement.comment if side.judgement else "",
            side.requirement.wanted if side.requirement else "",
            side.requirement.wanted_by if side.requirement else None,
            side.requirement.reason_none if side.requirement else "",
        ]
        for side in found
    ]
    title = f"Validation of {assessment.organisation.name}"
    return hand_out(request, kind, title, BOTH, rows, at=timezone.now(), narrowed=str(assessment.public_id))


def _overview(validation, found: list[queries.Side], show: str = "") -> dict:
    outline = collect.outline(validation.assessment.framework)
    by_standard = {standard.pk: [] for standard in outline.standards}
    for side in queries.narrowed(found, show):
        by_standard[side.question.standard_id].append(side)
    return {
        "standards": [
            (standard, by_standard[standard.pk]) for standard in outline.standards if by_standard[standard.pk]
        ],
        "totals": queries.summary(validation, found),
        "blockers": queries.blockers(found, queries.unsettled(validation.assessment)),
    }


@page
@opens("VAL", "r", post="w")
def standard(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Rate the answers of one standard."""
    validation = queries.get_validation(request.actor, public_id)
    assessment = validation.assessment
    outline = collect.outline(assessment.framework)
    chosen = outline.standard(key)
    later = next((each for each in outline.standards if each.number > chosen.number), None)
    mine = {question.pk for question in outline.questions[chosen.pk]}
    answers = list(collect.answers(request.actor, assessment, queries.READ))
    sides = [side for side in queries.sides(validation, answers) if side.question.pk in mine]
    form = forms.Standard(
        posted(request), framework=assessment.framework, sides=sides, version=validation.version
    )
    return answer(
        request,
        form,
        lambda given: operations.judge(
            validation=validation,
            version=given["version"],
            given=form.given(),
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/standard.jinja",
        context=lambda: _desk(request, validation, chosen, later),
        done="Ratings saved",
        to=lambda _: (
            reverse("assure:validation_standard", args=[public_id, later.key])
            if later and NEXT in request.POST
            else _overview_of(validation)
        ),
    )


def _overview_of(validation: Validation) -> str:
    return reverse("assure:validation_overview", args=[validation.assessment.public_id])


def _desk(request: HttpRequest, validation: Validation, chosen, later) -> dict:
    evidence: dict[int, list] = {}
    for each in collect.evidence(request.actor, validation.assessment):
        evidence.setdefault(each.question_id, []).append(each)
    return {"validation": validation, "standard": chosen, "later": later, "evidence": evidence}


@page
@opens("VAL", "r", post="w")
def ask(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Ask the provider about one answer, read what it said, and close what is settled."""
    validation = queries.get_validation(request.actor, public_id)
    question = collect.outline(validation.assessment.framework).question(key)
    form = forms.Message(request.POST if "text" in request.POST else None)
    found = [q for q in queries.asked(request.actor, validation.assessment) if q.question_id == question.pk]
    if request.method == "POST":
        try:
            if _ask(request, validation, question, found, form):
                return redirect("assure:validation_ask", public_id, key)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    words = queries.messages_of(found)
    context = {
        "validation": validation,
        "question": question,
        "said": _answer_to(request, validation, question),
        "form": form,
        "threads": [(query, words.get(query.pk, [])) for query in found],
    }
    return render(request, f"{PAGES}/ask.jinja", context)


def _answer_to(
    request: HttpRequest, validation: Validation, question: collect.Question
) -> collect.Answer | None:
    answers = collect.answers(request.actor, validation.assessment, queries.READ)
    return answers.filter(question=question).first()


def _ask(request: HttpRequest, validation, question, found, form: forms.Message) -> bool:
    told = {"by": request.actor, "at": timezone.now()}
    closing = next((q for q in found if str(q.public_id) == request.POST.get("close")), None)
    if closing:
        operations.close_query(query=closing, **told)
        return True
    if not form.is_valid():
        return False
    operations.ask(validation=validation, question=question, text=form.cleaned_data["text"], **told)
    messages.success(request, f"{validation.about.name} has been asked.")
    return True


@page
@opens("VAL", "w")
def second(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Look, as a second person, at a rating that is far from the provider's own."""
    validation = queries.get_validation(request.actor, public_id, queries.WRITE)
    question = collect.outline(validation.assessment.framework).question(key)
    answers = collect.answers(request.actor, validation.assessment, queries.READ)
    side = next(s for s in queries.sides(validation, answers) if s.question.pk == question.pk)
    return answer(
        request,
        forms.Second(posted(request)),
        lambda given: operations.second(
            validation=validation, question=question, by=request.actor, at=timezone.now(), **given
        ),
        template=f"{PAGES}/second.jinja",
        context={"validation": validation, "side": side},
        done="Confirmed",
        to=lambda _: _overview_of(validation),
    )


@page
@opens("VAL", "a")
def release(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once, then let the provider read the validation."""
    validation = queries.get_validation(request.actor, public_id, queries.APPROVE)
    return answer(
        request,
        forms.Release(posted(request), initial={"version": validation.version}),
        lambda given: operations.release(validation=validation, by=request.actor, at=timezone.now(), **given),
        template=f"{PAGES}/release.jinja",
        context={"validation": validation},
        done=lambda _: f"Released to {validation.about.name}.",
        to=lambda _: _overview_of(validation),
    )


@page
@opens("VAL", "a")
def reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once, then take a final validation that nobody else has read back to the desk."""
    validation = queries.get_validation(request.actor, public_id, queries.APPROVE)
    return answer(
        request,
        forms.Release(posted(request), initial={"version": validation.version}),
        lambda given: operations.reopen(validation=validation, by=request.actor, at=timezone.now(), **given),
        template=f"{PAGES}/reopen.jinja",
        context={"validation": validation},
        done="The validation is open again.",
        to=lambda _: reverse("assure:validation_overview", args=[public_id]),
    )


@require_safe
@opens("SELF", "r")
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show an organisation what its commissioner made of its answers, once released."""
    assessment = collect.get_assessment(request.actor, public_id)
    answers = list(collect.answers(request.actor, assessment))
    found = [
        (validation, _overview(validation, queries.sides(validation, answers)))
        for validation in queries.released_to(request.actor, public_id)
    ]
    return render(request, f"{PAGES}/result.jinja", {"assessment": assessment, "results": found})


@require_safe
@opens("SELF", "r")
def questions(request: HttpRequest) -> HttpResponse:
    """List what commissioners have asked us about our answers."""
    listing = Listing(
        request,
        waiting.with_waiting(queries.queries_to(request.actor), request.actor.today),
        shown.QUESTIONS,
        filters=[shown.whose_turn(waiting.ANSWERING_TURNS)],
        default_sort="-waited",
        noun=("question", "questions"),
    )
    if file := download(request, listing, "Questions", timezone.now()):
        return file
    return render(request, f"{PAGES}/questions.jinja", {"listing": listing})


@page
@opens("SELF", "r", post="w")
def reply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Read what a commissioner asked and answer it."""
    query = queries.get_query_to(request.actor, public_id)
    return answer(
        request,
        forms.Reply(posted(request), initial={"version": query.version}),
        lambda given: operations.reply(query=query, by=request.actor, at=timezone.now(), **given),
        template=f"{PAGES}/reply.jinja",
        context=lambda: {"query": query, "said": queries.messages_of([query]).get(query.pk, [])},
        done=lambda _: f"Your answer is with {query.organisation.name}.",
        to=lambda _: reverse("assure:validation_reply", args=[public_id]),
    )


@require_safe
@opens("VAL", "r")
def section_11(request: HttpRequest) -> HttpResponse:
    """Show where each trust stands with its duty under section 11 of the Children Act 2004."""
    rows = [
        [
            line.trust,
            line.period or "-",
            Tag(line.status),
            f"{line.met} of {line.applicable}" if line.applicable else "No data",
            ("Ours" if line.validated else "The trust's own") if line.applicable else "-",
        ]
        for line in queries.section_11(request.actor)
    ]
    head = [{"text": text} for text in TRUSTS]
    return render(request, f"{PAGES}/section_11.jinja", {"head": head, "rows": rows})
