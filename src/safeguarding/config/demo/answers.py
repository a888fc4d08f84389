"""Fills the line of work from a question to an action: rounds, answers, validation, findings and actions."""

from collections.abc import Iterable
from typing import Any

from safeguarding.act import api as act
from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.config.demo import evidence
from safeguarding.config.demo.stage import Stage
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.operations import give_role
from safeguarding.core.access.policy import Permission
from safeguarding.core.organisations import queries as register
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people import queries as people
from safeguarding.core.people.models import Post
from safeguarding.kit.periods import Period

READ = Permission("VAL", "r")


def load(stage: Stage) -> None:
    """Tell one commissioner's year of questions and answers, each step by the operation that a page would call."""
    told = stage.read("answers")
    _give_roles(stage, told.get("roles", ()))
    for entry in told.get("rounds", ()):
        issued = _issue(stage, entry)
        for answered in entry.get("returns", ()):
            _return(stage, issued, answered)
        _end(stage, issued, entry)
    for entry in told.get("findings", ()):
        _find(stage, entry)
    for entry in told.get("actions", ()):
        _act(stage, entry)


def _give_roles(stage: Stage, roles: Iterable[dict[str, str]]) -> None:
    """A commissioner that answers about itself gives somebody the work of answering and somebody the signature."""
    for entry in roles:
        with stage.acting("users"):
            give_role(
                user=stage.people[entry["person"]],
                organisation=stage.home,
                role=entry["role"],
                starts_on=stage.day(-365),
                by=stage.actor("users"),
                at=stage.now,
            )


# Rounds


def _issue(stage: Stage, entry: dict[str, Any]) -> collect.Round:
    by, at = stage.actor(), stage.at(entry["issued"])
    framework = collect.find_framework(by, entry["framework"])
    kinds = [register.kind(key) for key in entry.get("kinds", ())]
    respondents = collect.of_kinds(by, framework, kinds, at.date())
    respondents += [stage.organisations[key] for key in entry.get("to", ())]
    if entry.get("ourselves"):
        respondents.append(stage.commissioner)
    issued = collect.issue_round(
        organisation=stage.commissioner,
        framework=framework,
        title=entry["title"],
        period=_period(stage, entry["period"]),
        due_on=stage.day(entry["due"]),
        respondents=respondents,
        note=entry.get("note", ""),
        by=by,
        at=at,
    )
    stage.made[f"round:{entry['key']}"] = issued
    return issued


def _period(stage: Stage, told: str | list) -> Period:
    if isinstance(told, list):
        return Period(stage.day(told[0]), stage.day(told[1]))
    return Period.parse(told)


def _end(stage: Stage, issued: collect.Round, entry: dict[str, Any]) -> None:
    if "chased" in entry:
        collect.chase(issued=issued, by=stage.actor("admin"), at=stage.at(entry["chased"]))
    if "suspended" in entry:
        told = entry["suspended"]
        collect.suspend_round(
            issued=issued,
            version=issued.version,
            reason=told["reason"],
            review_on=stage.day(told["review"]),
            by=stage.actor(),
            at=stage.at(told["when"]),
        )
    if "closed" in entry:
        collect.close_round(
            issued=issued, version=issued.version, by=stage.actor(), at=stage.at(entry["closed"])
        )


# Returns


def _return(stage: Stage, issued: collect.Round, entry: dict[str, Any]) -> None:
    of = stage.commissioner if entry["of"] == "ourselves" else stage.organisations[entry["of"]]
    key = collect.board(stage.actor(), issued).get(organisation=of).public_id
    writer, signer = entry["writer"], entry.get("signer", entry["writer"])
    with stage.acting(writer):
        _answer(stage, stage.actor(writer), key, entry)
    if entry["state"] in ("asked", "sent") and signer != writer:
        with stage.acting(writer):
            by = stage.actor(writer)
            assessment = collect.get_assessment(by, key)
            collect.ask_executive(
                assessment=assessment, version=assessment.version, by=by, at=stage.at(entry["when"], 11)
            )
    if entry["state"] == "sent":
        with stage.acting(signer):
            _sign(stage, stage.actor(signer), key, entry)
    if "validation" in entry:
        _validate(stage, key, entry["validation"], entry)


def _answer(stage: Stage, by: Actor, key: object, entry: dict[str, Any]) -> None:
    assessment, at = collect.get_assessment(by, key), stage.at(entry["when"])
    questions = collect.outline(assessment.framework).all_questions
    only = entry.get("answered", len(questions))
    given = {question: _given(question, entry) for question in questions[:only]}
    collect.save_answers(assessment=assessment, given=given, by=by, at=at)
    assessment = collect.get_assessment(by, key)
    for number, (title, url) in entry.get("evidence", {}).items():
        question = collect.outline(assessment.framework).question(number)
        collect.add_evidence(assessment=assessment, question=question, title=title, url=url, by=by, at=at)
    for number, told in entry.get("files", {}).items():
        question = collect.outline(assessment.framework).question(number)
        sent = [evidence.document(each, at) for each in told]
        collect.add_evidence_files(assessment=assessment, question=question, uploads=sent, by=by, at=at)


def _given(question: collect.Question, entry: dict[str, Any]) -> collect.Given:
    rating = entry.get("ratings", {}).get(question.key, entry["rating"])
    told = entry.get("words", {}).get(question.key, {})
    if rating == collect.NOT_APPLICABLE:
        return collect.Given(rating=rating, why_not_applicable=told.get("why", entry.get("why", "")))
    shown = question.evidence[0][:1].lower() + question.evidence[0][1:]
    return collect.Given(
        rating=rating,
        what_we_do=told.get("do", f"Our lead keeps this under review; see the {shown}."),
        how_we_know=told.get("know", "Looked at in our last yearly audit."),
    )


def _sign(stage: Stage, by: Actor, key: object, entry: dict[str, Any]) -> None:
    assessment = collect.get_assessment(by, key)
    collect.submit(
        assessment=assessment,
        version=assessment.version,
        name=by.user.name,
        position=entry.get("position", "Executive lead for safeguarding"),
        by=by,
        at=stage.at(entry["when"], 12),
    )


# Validation


def _validate(stage: Stage, key: object, told: dict[str, Any], entry: dict[str, Any]) -> None:
    by, at = stage.actor(told.get("by", "head")), stage.at(told["when"])
    assessment = collect.get_sent(by, key, READ)
    validation = assure.begin_validation(assessment=assessment, by=by, at=at)
    assure.judge(
        validation=validation,
        version=validation.version,
        given={
            question: _judged(stage, question, told, entry)
            for question in collect.outline(assessment.framework).all_questions
        },
        by=by,
        at=at,
    )
    for number in told.get("seconded", ()):
        question = collect.outline(assessment.framework).question(number)
        other = stage.actor(told["second"])
        assure.second(validation=validation, question=question, by=other, at=at)
    for asked in told.get("queries", ()):
        _ask(stage, validation, asked, entry)
    if "final" in told:
        _conclude(stage, key, told)


def _judged(
    stage: Stage, question: collect.Question, told: dict[str, Any], entry: dict[str, Any]
) -> assure.Judged:
    said = entry.get("ratings", {}).get(question.key, entry["rating"])
    ours = told.get("ratings", {}).get(question.key, {})
    return assure.Judged(
        rating=ours.get("rating", said),
        comment=ours.get("comment", "We agree with this answer."),
        wanted=ours.get("wanted", ""),
        wanted_by=stage.day(ours["by"]) if "by" in ours else None,
        reason_none=ours.get("none", ""),
    )


def _ask(stage: Stage, validation: assure.Validation, asked: dict[str, Any], entry: dict[str, Any]) -> None:
    by = stage.actor(asked.get("by", "head"))
    question = collect.outline(validation.assessment.framework).question(asked["question"])
    query = assure.ask_provider(
        validation=validation, question=question, text=asked["text"], by=by, at=stage.at(asked["when"])
    )
    if "reply" in asked:
        with stage.acting(entry["writer"]):
            assure.reply(
                query=query,
                version=query.version,
                text=asked["reply"],
                by=stage.actor(entry["writer"]),
                at=stage.at(asked["when"], 15),
            )
    if asked.get("closed"):
        assure.close_query(query=query, by=by, at=stage.at(asked["closed"]))


def _conclude(stage: Stage, key: object, told: dict[str, Any]) -> None:
    by = stage.actor(told.get("by", "head"))
    validation = assure.get_validation(by, key)
    opened = act.finalise_and_open(
        validation=validation,
        version=validation.version,
        overall=told.get("overall", ""),
        by=by,
        at=stage.at(told["final"]),
    )
    for action in opened:
        stage.made[f"action:{action.title}"] = action
    if "released" in told:
        validation = assure.get_validation(by, key)
        assure.release_validation(
            validation=validation, version=validation.version, by=by, at=stage.at(told["released"])
        )


# Findings and actions


def _find(stage: Stage, entry: dict[str, Any]) -> None:
    issued, by = stage.made[f"round:{entry['round']}"], stage.actor()
    themes = {theme.key: theme for theme in assure.themes()}
    finding = assure.record_finding(
        issued=issued,
        title=entry["title"],
        detail=entry.get("detail", ""),
        themes=[themes[key] for key in entry["themes"]],
        providers=[stage.organisations[key] for key in entry.get("providers", ())],
        by=by,
        at=stage.at(entry["when"]),
    )
    origin = act.ActionOrigin(
        kind="FINDING", words=finding.title, finding=finding, theme=themes[entry["themes"][0]]
    )
    for each in entry.get("actions", ()):
        _act(stage, each, origin)


def _act(stage: Stage, entry: dict[str, Any], origin: act.ActionOrigin | None = None) -> None:
    by = stage.actor(entry.get("by", "head"))
    ours = entry.get("for", "ourselves") == "ourselves"
    action = act.open_action(
        organisation=stage.commissioner if ours else stage.organisations[entry["for"]],
        title=entry["title"],
        description=entry.get("description", ""),
        due_on=stage.day(entry["due"]),
        post=_post(by, stage.commissioner, entry.get("post", "")) if ours else None,
        owner_post=entry.get("post", ""),
        priority=entry.get("priority", "MEDIUM"),
        origin=origin or _origin(entry),
        opener=stage.commissioner,
        by=by,
        at=stage.at(entry["opened"]),
    )
    _work(stage, action, entry)


def _post(by: Actor, commissioner: Organisation, title: str) -> Post | None:
    return people.posts(by).filter(organisation=commissioner, title=title).first() if title else None


def _origin(entry: dict[str, Any]) -> act.ActionOrigin:
    theme = assure.get_theme(entry["theme"]) if "theme" in entry else None
    return act.ActionOrigin(kind="THEME" if theme else "HAND", words=entry.get("why", ""), theme=theme)


def _work(stage: Stage, action: act.Action, entry: dict[str, Any]) -> None:
    """Take an action as far as it is told: noted, done, looked at by a second person."""
    worker = entry.get("worker", "quality")
    for note in entry.get("notes", ()):
        with stage.acting(worker):
            act.note_progress(
                action=action, text=note["text"], by=stage.actor(worker), at=stage.at(note["when"])
            )
    for told in entry.get("files", ()):
        with stage.acting(worker):
            by, at = stage.actor(worker), stage.at(told["when"])
            act.attach_to_action(action=action, upload=evidence.document(told, at), by=by, at=at)
    if "done" in entry:
        with stage.acting(worker):
            by = stage.actor(worker)
            fresh = act.get_action(by, action.public_id)
            act.ask_for_check_of_action(
                action=fresh, version=fresh.version, text=entry["did"], by=by, at=stage.at(entry["done"])
            )
    if "closed" in entry:
        by = stage.actor(entry.get("closer", "head"))
        fresh = act.get_action(by, action.public_id)
        act.close_action(
            action=fresh,
            version=fresh.version,
            text="Looked at and agreed.",
            by=by,
            at=stage.at(entry["closed"]),
        )
