"""What the pages of rounds and returns show: columns, tiles, tasks and lines, made from queries and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from safeguarding.collect.assessments import queries
from safeguarding.collect.assessments.models import Answer, Evidence, Round, SelfAssessment, Submission
from safeguarding.collect.frameworks.models import Standard
from safeguarding.collect.frameworks.queries import rating_words, standing
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may, may_anywhere
from safeguarding.core.files import queries as files
from safeguarding.kit.forms.lists import Column, Filter
from safeguarding.kit.pages.addresses import address
from safeguarding.kit.pages.tags import Link, Links, Tag
from safeguarding.kit.pages.words import day, moment, plural, share

State = SelfAssessment.State
BREAK = mark_safe("<br>")  # noqa: S308 - our own mark-up, between words that are escaped
STATES = Filter("state", "State", State.choices)
ROUND_STATES = Filter("state", "State", Round.State.choices)
STANDING_WORDS = {"met": "Met", "partly": "Partly met", "not-met": "Not met", "na": "Not applicable"}
COLOURS = {"met": "green", "partly": "yellow", "not-met": "red", "na": "white", "unanswered": "grey"}

ROUNDS = (
    Column(
        "title",
        "Round",
        lambda row: Link(row.title, address("collect:assessments_board", row.public_id)),
        sort="title",
    ),
    Column("framework", "Framework", "framework.title", sort="framework__title"),
    Column("period", "Period", "period_label", sort="period_end"),
    Column("due", "Due", "due_on", sort="due_on"),
    Column("state", "State", lambda row: Tag(row.get_state_display()), sort="state"),
    Column(
        "returned", "Returned", lambda row: f"{row.returned} of {row.asked}", sort="returned", numeric=True
    ),
)


def state_tag(assessment: SelfAssessment, today: date) -> Tag:
    """Return where a return stands, and whether it is late or held in abeyance."""
    if assessment.round.state == Round.State.SUSPENDED and assessment.state in queries.OWED:
        return Tag("Suspended")
    if queries.is_overdue(assessment, today):
        return Tag(f"Overdue: {State(assessment.state).label.lower()}", "red")
    return Tag(State(assessment.state).label)  # quicker than get_state_display, for a board of hundreds


def board_columns(actor: Actor) -> list[Column]:
    """Return the columns of the board of returns; the links lead only where this person may go."""
    reads = may_anywhere(actor, queries.READ)
    runs = may_anywhere(actor, Permission("CAM", "w"))

    def name(row: SelfAssessment) -> object:
        sent = row.state in queries.SENT and reads
        if not sent:
            return row.organisation.name
        return Link(row.organisation.name, address("collect:assessments_read", row.public_id))

    columns = [
        Column("organisation", "Organisation", name, sort="organisation__name"),
        Column("kind", "Kind", "organisation.kind.name", sort="organisation__kind__name"),
        Column("state", "State", lambda row: state_tag(row, actor.today), sort="state"),
        Column("progress", "Answered", lambda row: f"{row.answered} of {row.total}", sort="answered"),
        Column("due", "Due", "due_on", sort="due_on"),
        Column("sent", "Sent", lambda row: row.submitted_at or "Not sent", sort="submitted_at"),
        Column("by", "Signed by", lambda row: row.submitted_by.name if row.submitted_by else "-"),
        Column("chased", "Last reminded", lambda row: row.chased_on or "Never", sort="chased_on"),
    ]
    if runs:
        columns.append(Column("change", "Change", _changes))
    return columns


def _changes(row: SelfAssessment) -> object:
    if row.state not in queries.OWED:
        return "-"
    return Links(
        Link("Give longer", address("collect:assessments_extend", row.public_id)),
        Link("Withdraw", address("collect:assessments_withdraw", row.public_id)),
    )


def board_filters(today: date) -> list[Filter]:
    """Return the filters of the board of returns."""

    def owed(rows: QuerySet[SelfAssessment], chosen: str) -> QuerySet[SelfAssessment]:
        if chosen == "overdue":
            return queries.overdue(rows, today)
        return rows.filter(state__in=queries.SENT if chosen == "returned" else queries.OWED)

    options = (("overdue", "Overdue"), ("owed", "Not returned"), ("returned", "Returned"))
    return [STATES, Filter("returned", "Returned", options, apply=owed)]


def tiles(actor: Actor, issued: Round) -> list[dict[str, Any]]:
    """Return the counts above the board: asked, returned, late."""
    counts = queries.progress(actor, issued)
    asked, returned, late = counts["asked"], counts["returned"], counts["late"]
    return [
        {"text": "Asked", "number": asked},
        {"text": "Returned", "number": returned, "detail": share(returned, asked) if asked else ""},
        {"text": "Returned on time", "number": counts["on_time"]},
        {"text": "Overdue", "number": late, "url": "?returned=overdue" if late else ""},
    ]


def mine_columns(actor: Actor) -> list[Column]:
    """Return the columns of what we have been asked."""
    return [
        Column(
            "round",
            "Self-assessment",
            lambda row: Link(row.round.title, address("collect:assessments_show", row.public_id)),
            sort="round__title",
        ),
        Column("asked", "Asked by", "issuer.name", sort="issuer__name"),
        Column("due", "Due", "due_on", sort="due_on"),
        Column("state", "State", lambda row: state_tag(row, actor.today), sort="state"),
        Column("progress", "Answered", lambda row: f"{row.answered} of {row.total}", sort="answered"),
    ]


def task_list(actor: Actor, assessment: SelfAssessment, answers: Sequence[Answer]) -> dict[str, Any]:
    """Return the tasks of one return: its standards with how far each is, then approval and sending."""
    given = {answer.question_id: answer for answer in answers}
    outline = queries.outline(assessment.framework)
    standards = [_standard_task(assessment, each, outline, given) for each in outline.standards]
    done = sum(task["status"] == "Completed" for task in standards)
    sections = [
        {"heading": "Answer the standards", "tasks": standards},
        {"heading": "Send them", "tasks": _sending_tasks(actor, assessment, done == len(standards))},
    ]
    return {
        "assessment": assessment,
        "sections": sections,
        "done": done,
        "total": len(standards),
        "state": state_tag(assessment, actor.today),
        "submissions": list(queries.submissions(actor, assessment)),
        "events": events(actor, assessment),
    }


def _standard_task(
    assessment: SelfAssessment, standard: Standard, outline: queries.Outline, given: dict[int, Answer]
) -> dict[str, Any]:
    questions = outline.questions[standard.pk]
    answered = sum(queries.is_answered(given.get(question.pk)) for question in questions)
    status = "Completed" if answered == len(questions) else "In progress" if answered else "Not started"
    return {
        "text": f"{standard.key}. {standard.title}",
        "url": reverse("collect:assessments_standard", args=[assessment.public_id, standard.key]),
        "hint": f"{answered} of {plural(len(questions), 'question')} answered",
        "status": status,
    }


def _sending_tasks(actor: Actor, assessment: SelfAssessment, complete: bool) -> list[dict[str, Any]]:
    writes = may(actor, queries.WRITE, assessment.organisation)
    signs = may(actor, queries.APPROVE, assessment.organisation)
    tasks = []
    if not (writes and signs):
        tasks.append(_asking(assessment, writes and complete))
    tasks.append(_signing(assessment, signs, complete))
    return tasks


def _asking(assessment: SelfAssessment, ready: bool) -> dict[str, Any]:
    asked = assessment.asked_by_id is not None
    open_now = ready and assessment.state == State.DRAFT
    return {
        "text": "Ask your executive lead to approve",
        "url": reverse("collect:assessments_ask", args=[assessment.public_id]) if open_now else "",
        "hint": "" if asked or open_now else "Answer every standard first",
        "status": "Completed" if asked else "To do" if open_now else "Cannot start yet",
    }


def _signing(assessment: SelfAssessment, signs: bool, complete: bool) -> dict[str, Any]:
    waiting = assessment.state == State.AWAITING_EXECUTIVE
    alone = assessment.state == State.DRAFT and complete
    open_now = signs and (waiting or alone)
    sent = assessment.submitted_at is not None
    return {
        "text": "Sign the declaration and submit",
        "url": reverse("collect:assessments_submit", args=[assessment.public_id]) if open_now else "",
        "hint": "" if signs else "Your executive lead does this",
        "status": "Completed" if sent else "To do" if waiting or open_now else "Cannot start yet",
    }


def events(actor: Actor, assessment: SelfAssessment) -> list[dict[str, Any]]:
    """Return what has happened to a return, as lines of a timeline."""
    return [
        {
            "text": step.words if step.kind == "VALIDATION" else step.get_kind_display(),
            "when": moment(step.taken_at),
            "by": step.taken_by.name,
            "detail": "" if step.kind == "VALIDATION" else step.words,
        }
        for step in queries.steps(actor, assessment)
    ]


def standard_page(actor: Actor, assessment: SelfAssessment, standard: Standard, form: Any) -> dict[str, Any]:
    """Return what the page of one standard shows beside its form."""
    evidence: dict[int, list] = {}
    for each in queries.evidence(actor, assessment).filter(question__standard=standard):
        evidence.setdefault(each.question_id, []).append(each)
    return {
        "assessment": assessment,
        "standard": standard,
        "form": form,
        "evidence": evidence,
        "words": rating_words(assessment.framework),
        "may_write": may(actor, queries.WRITE, assessment.organisation),
    }


def evidence(given: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Return what a page shows of files and links: name, where it is, and of a file its size, version and hash."""
    return [
        {
            "id": each.public_id,
            "title": each.title,
            "url": each.address,
            "file": files.line(each.file) if each.file else None,
        }
        for each in given
    ]


def both(conflicts: dict[str, Answer]) -> list[dict[str, str]]:
    """Return what somebody else wrote, for the page that shows it beside what was typed."""
    return [
        {
            "question": key,
            "rating": answer.rating,
            "what_we_do": answer.what_we_do,
            "how_we_know": answer.how_we_know,
            "why_not_applicable": answer.why_not_applicable,
        }
        for key, answer in conflicts.items()
    ]


def check_answers(actor: Actor, assessment: SelfAssessment) -> dict[str, Any]:
    """Return every answer by standard, and how many say nothing of how they know, to be read before sending."""
    answers = {answer.question_id: answer for answer in queries.answers(actor, assessment)}
    outline, words = queries.outline(assessment.framework), rating_words(assessment.framework)
    groups = [
        {
            "heading": f"{standard.key}. {standard.title}",
            "rows": [
                {
                    "key": f"{question.key}. {question.text}",
                    "value": _said(answers.get(question.pk), words),
                    "url": _change_url(assessment, standard),
                }
                for question in outline.questions[standard.pk]
            ],
        }
        for standard in outline.standards
    ]
    silent = [answer for answer in answers.values() if answer.rating != "na" and not answer.how_we_know]
    return {
        "assessment": assessment,
        "answer_groups": groups,
        "missing": queries.unanswered(assessment, list(answers.values())),
        "silent": len(silent),
        "result": queries.result(assessment.framework, {pk: a.rating for pk, a in answers.items()}),
    }


def _said(answer: Answer | None, words: Mapping[str, str]) -> str:
    """Return a whole answer, as whoever signs declares to have read it and not its rating alone."""
    if answer is None:
        return "Not answered"
    parts = (
        ("What we do", answer.what_we_do),
        ("How we know", answer.how_we_know),
        ("Why it does not apply", answer.why_not_applicable),
    )
    told = [(f"{heading}: {text}",) for heading, text in parts if text]
    return format_html_join(BREAK, "{}", [(words[answer.rating],), *told])


def _change_url(assessment: SelfAssessment, standard: Standard) -> str:
    if assessment.state != State.DRAFT:
        return ""
    return reverse("collect:assessments_standard", args=[assessment.public_id, standard.key])


def whole(actor: Actor, assessment: SelfAssessment) -> dict[str, Any]:
    """Return every answer of a return by standard, with its evidence and what the ratings come to."""
    answers = {answer.question_id: answer for answer in queries.answers(actor, assessment)}
    evidence: dict[int, list] = {}
    for each in queries.evidence(actor, assessment):
        evidence.setdefault(each.question_id, []).append(each)
    framework, words = assessment.framework, rating_words(assessment.framework)
    outline = queries.outline(framework)
    return {
        "assessment": assessment,
        "standards": [
            (
                standard,
                [
                    _line(q, answers.get(q.pk), evidence, words, framework)
                    for q in outline.questions[standard.pk]
                ],
            )
            for standard in outline.standards
        ],
        "result": queries.result(framework, {pk: answer.rating for pk, answer in answers.items()}),
        "is_own": queries.is_own(actor, assessment),
        "submissions": list(queries.submissions(actor, assessment)),
        "events": events(actor, assessment),
        "state": state_tag(assessment, actor.today),
    }


def _line(
    question, answer: Answer | None, evidence: dict[int, list], words: dict[str, str], framework
) -> dict:
    rating = answer.rating if answer else ""
    stands = standing(framework, rating)
    return {
        "question": question,
        "answer": answer,
        "rating": Tag(words[rating], COLOURS[stands]),
        "evidence": evidence.get(question.pk, ()),
    }


def receipt(assessment: SelfAssessment, submission: Submission) -> dict[str, Any]:
    """Return a receipt: what was sent, by its digest and in full."""
    outline, words = queries.outline(assessment.framework), rating_words(assessment.framework)
    texts = {question.key: question.text for question in outline.all_questions}
    lines = [
        line | {"words": words[line["rating"]], "text": texts[line["question"]]}
        for line in submission.answers
    ]
    facts = [
        {"key": "Organisation", "value": assessment.organisation.name},
        {"key": "Sent to", "value": assessment.issuer.name},
        {
            "key": "Framework",
            "value": f"{assessment.framework.title}, version {assessment.framework.version}",
        },
        {"key": "Period", "value": assessment.round.period_label},
        {"key": "Sent", "value": moment(submission.submitted_at)},
        {"key": "Signed by", "value": f"{submission.name}, {submission.position}"},
        {"key": "Due", "value": day(assessment.due_on)},
        {"key": "Answers", "value": len(lines)},
        {"key": "Digest (SHA-256)", "value": submission.digest},
    ]
    return {"assessment": assessment, "submission": submission, "facts": facts, "lines": lines}
