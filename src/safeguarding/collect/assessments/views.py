"""The pages of rounds (whoever asks) and of returns (whoever answers)."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.collect.assessments import forms, operations, queries, shown
from safeguarding.collect.assessments.models import Round, SelfAssessment
from safeguarding.collect.frameworks import queries as frameworks
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.files import queries as files
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.forms.lists import Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.words import listed, plural
from safeguarding.kit.periods import Period
from safeguarding.kit.refusals import Refused

page = require_http_methods(["GET", "HEAD", "POST"])
PAGES = "collect/assessments/pages"
ISSUE = Permission("CAM", "w")


# Whoever asks


@require_safe
@opens("CAM", "r")
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds that we have issued, and how many came back."""
    listing = Listing(
        request,
        queries.rounds(request.actor),
        shown.ROUNDS,
        filters=[shown.ROUND_STATES],
        search=("title", "framework__title"),
        noun=("round", "rounds"),
    )
    if file := download(request, listing, "Rounds", timezone.now()):
        return file
    context = {"listing": listing, "may_issue": may_anywhere(request.actor, ISSUE)}
    return render(request, f"{PAGES}/rounds.jinja", context)


@page
@opens("CAM", "w")
def issue(request: HttpRequest) -> HttpResponse:
    """Ask organisations to answer a framework."""
    actor = request.actor
    library = list(frameworks.in_use(actor, actor.today))
    form = forms.Issue(
        posted(request),
        frameworks=library,
        kinds=frameworks.kinds_of(*library),
        initial={"period_start": forms.first_day_of_year(actor.today)},
    )
    return answer(
        request,
        form,
        lambda given: _issue(request, given, {str(each.public_id): each for each in library}),
        template=f"{PAGES}/issue.jinja",
        context={},
        done=lambda issued: f"Round issued. {plural(issued.asked, 'organisation')} asked.",
        to=_board,
    )


def _board(issued: Round) -> str:
    return reverse("collect:assessments_board", args=[issued.public_id])


def _issue(request: HttpRequest, given: dict, library: dict) -> Round:
    actor, framework = request.actor, library[given["framework"]]
    kinds = [organisations.kind(key) for key in given["kinds"]]
    found = queries.of_kinds(actor, framework, kinds, actor.today)
    found += _picked(request, given["picked"])
    found += [actor.organisation] if given["ourselves"] else []
    respondents = list({each.pk: each for each in found}.values())
    issued = operations.issue_round(
        organisation=actor.organisation,
        framework=framework,
        title=given["title"],
        period=Period(given["period_start"], given["period_end"]),
        due_on=given["due_on"],
        respondents=respondents,
        note=given["note"],
        by=actor,
        at=timezone.now(),
    )
    issued.asked = len(respondents)
    return issued


def _picked(request: HttpRequest, words: str) -> list[Organisation]:
    """Return the organisations named, or say which lines name none: nobody is left out unseen."""
    picked = queries.find(request.actor, words, request.actor.today)
    if picked.unknown:
        raise operations.CannotIssue(
            f"No organisation that you may ask is called {listed(picked.unknown, 'or')}. Check the spelling or the code."
        )
    return picked.found


@page
@opens("CAM", "w")
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask organisations to answer a round that was issued before."""
    issued = queries.get_round(request.actor, public_id, ISSUE)
    return answer(
        request,
        forms.Add(posted(request), today=request.actor.today),
        lambda given: operations.add_to_round(
            issued=issued,
            respondents=_picked(request, given["picked"]),
            due_on=given["due_on"],
            note=given["note"],
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/add.jinja",
        context={"round": issued},
        done=lambda joined: (
            f"{plural(len(joined), 'organisation')} asked." if joined else "They had been asked already."
        ),
        to=lambda _: _board(issued),
        beside=lambda refusal: "picked" if isinstance(refusal, operations.CannotIssue) else None,
    )


@require_safe
@opens("CAM", "r")
def board(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show who has returned what in one round, and who has not."""
    issued = queries.get_round(request.actor, public_id)
    listing = Listing(
        request,
        queries.board(request.actor, issued),
        shown.board_columns(request.actor),
        filters=shown.board_filters(request.actor.today),
        search=("organisation__name",),
        default_sort="organisation",
        per_page=100,
        noun=("organisation", "organisations"),
    )
    if file := download(request, listing, "Returns", timezone.now()):
        return file
    may_run = may_anywhere(request.actor, ISSUE)
    return render(
        request,
        f"{PAGES}/board.jinja",
        {
            "round": issued,
            "listing": listing,
            "tiles": shown.tiles(request.actor, issued),
            "may_run": may_run,
        },
    )


@page
@opens("CAM", "w")
def state(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Suspend, resume or close a round."""
    issued = queries.get_round(request.actor, public_id, ISSUE)
    form = forms.State(posted(request), state=issued.state, initial={"version": issued.version})
    return answer(
        request,
        form,
        lambda given: _move_round(request, issued, given),
        template=f"{PAGES}/state.jinja",
        context={"round": issued},
        done="The round has been changed.",
        to=lambda _: _board(issued),
    )


def _move_round(request: HttpRequest, issued: Round, given: dict) -> None:
    told = {"issued": issued, "version": given["version"], "by": request.actor, "at": timezone.now()}
    if given["move"] == "suspend":
        operations.suspend_round(reason=given["reason"], review_on=given["review_on"], **told)
    elif given["move"] == "resume":
        operations.resume_round(**told)
    else:
        operations.close_round(**told)


@page
@opens("CAM", "w")
def chase(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once, then remind everybody who has not sent theirs."""
    issued = queries.get_round(request.actor, public_id, ISSUE)
    owing = [each for each in queries.board(request.actor, issued) if each.state in queries.OWED]
    form = forms.Confirm(posted(request), initial={"version": issued.version})
    return answer(
        request,
        form,
        lambda _: operations.chase(issued=issued, by=request.actor, at=timezone.now()),
        template=f"{PAGES}/chase.jinja",
        context={"round": issued, "owing": owing},
        done=lambda reminded: f"{plural(len(reminded), 'organisation')} reminded.",
        to=lambda _: _board(issued),
    )


@page
@opens("CAM", "w")
def extend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give one organisation longer."""
    assessment = queries.get_assessment(request.actor, public_id, ISSUE)
    form = forms.Extend(posted(request), initial={"version": assessment.version})
    return _one_step(request, assessment, form, operations.extend, "extend", "The due date has been moved.")


@page
@opens("CAM", "w")
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back the request to one organisation."""
    assessment = queries.get_assessment(request.actor, public_id, ISSUE)
    form = forms.Reason(posted(request), initial={"version": assessment.version})
    said = "The request has been withdrawn."
    return _one_step(request, assessment, form, operations.withdraw, "withdraw", said)


@page
@opens("VAL", "w")
def hand_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a return back to its organisation for correction."""
    assessment = queries.get_assessment(request.actor, public_id, Permission("VAL", "w"))
    form = forms.Reason(posted(request), initial={"version": assessment.version})
    said = "Handed back. The organisation can change its answers and send them again."
    return _one_step(request, assessment, form, operations.hand_back, "hand_back", said)


def _one_step(request, assessment, form, operation, name: str, said: str) -> HttpResponse:
    """Do one step to a return with the form's own words, and go back to its round; or show why not."""
    return answer(
        request,
        form,
        lambda given: operation(assessment=assessment, by=request.actor, at=timezone.now(), **given),
        template=f"{PAGES}/{name}.jinja",
        context={"assessment": assessment},
        done=said,
        to=lambda _: _board(assessment.round),
    )


# Whoever answers


@require_safe
@opens("SELF", "r")
def mine(request: HttpRequest) -> HttpResponse:
    """List what we have been asked to answer."""
    listing = Listing(
        request,
        queries.mine(request.actor),
        shown.mine_columns(request.actor),
        filters=[shown.STATES],
        search=("round__title", "framework__title"),
        noun=("self-assessment", "self-assessments"),
    )
    if file := download(request, listing, "Self-assessments", timezone.now()):
        return file
    return render(request, f"{PAGES}/mine.jinja", {"listing": listing})


@require_safe
@opens("SELF", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show our own return as a list of tasks; its commissioner is led to what it may read of it."""
    assessment = queries.get_assessment(request.actor, public_id)
    if not queries.is_own(request.actor, assessment):
        return redirect("collect:assessments_read", public_id)
    answers = list(queries.answers(request.actor, assessment))
    context = shown.task_list(request.actor, assessment, answers)
    return render(request, f"{PAGES}/show.jinja", context)


@page
@opens("SELF", "r", post="w")
def standard(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Answer the questions of one standard; saved as they are typed, or by the button."""
    if "X-Autosave" in request.headers and request.method == "POST":
        return _autosave(request, public_id, key)
    assessment = queries.get_own(request.actor, public_id)
    outline = queries.outline(assessment.framework)
    chosen = outline.standard(key)
    questions = outline.questions[chosen.pk]
    answers = {
        each.question_id: each
        for each in queries.answers(request.actor, assessment).filter(question__standard=chosen)
    }
    form = forms.Standard(posted(request), assessment=assessment, questions=questions, answers=answers)
    if request.method == "POST" and (saved := _save(request, assessment, form)):
        return saved
    if assessment.state not in ("NOT_STARTED", "DRAFT"):
        return redirect("collect:assessments_read", public_id)
    context = shown.standard_page(request.actor, assessment, chosen, form)
    return render(request, f"{PAGES}/standard.jinja", context)


def _save(request: HttpRequest, assessment, form: forms.Standard) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        saved = operations.save_answers(
            assessment=assessment, given=form.given(), by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    if saved.conflicts:
        form.show_conflicts(saved.stamps, saved.conflicts)
        return None
    messages.success(request, "Answers saved")
    return redirect("collect:assessments_show", assessment.public_id)


def _autosave(request: HttpRequest, public_id: UUID, key: str) -> JsonResponse:
    """Keep the answers that were typed in and say what stands; 409 where somebody else wrote the same one meanwhile."""
    assessment = queries.get_own_to_answer(request.actor, public_id)
    outline = queries.outline(assessment.framework)
    questions = forms.sent(outline.questions[outline.standard(key).pk], request.POST)
    form = forms.Standard(request.POST, assessment=assessment, questions=questions, answers={})
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    try:
        saved = operations.save_answers(
            assessment=assessment, given=form.given(), by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        return JsonResponse({"errors": [str(refusal)]}, status=400)
    if saved.conflicts:
        return JsonResponse({"conflicts": shown.both(saved.conflicts)}, status=409)
    stamps = forms.split_stamps(form.cleaned_data["version"]) | saved.stamps
    return JsonResponse({"version": forms.join_stamps(stamps), "saved": list(saved.changed)})


@page
@opens("SELF", "r", post="w")
def evidence(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Add the files and links that show an answer to be so."""
    assessment = queries.get_own(request.actor, public_id)
    question = queries.outline(assessment.framework).question(key)
    form = forms.Evidence(posted(request), request.FILES or None)
    kept = queries.evidence(request.actor, assessment).filter(question=question)
    return answer(
        request,
        form,
        lambda given: _add_evidence(request, assessment, question, given),
        template=f"{PAGES}/evidence.jinja",
        context=lambda: {
            "assessment": assessment,
            "question": question,
            "evidence": shown.evidence(kept),
        },
        done="Evidence added",
        to=lambda _: reverse("collect:assessments_evidence", args=[public_id, key]),
        beside=lambda _: "files" if form.cleaned_data["files"] else None,
    )


@transaction.atomic
def _add_evidence(request: HttpRequest, assessment, question, given: dict) -> None:
    told = {"assessment": assessment, "question": question, "by": request.actor, "at": timezone.now()}
    if given["files"]:
        operations.add_files(uploads=given["files"], **told)
    if given["url"]:
        operations.add_evidence(title=given["title"], url=given["url"], **told)


@page
@opens("SELF", "r", post="w")
def versions(request: HttpRequest, public_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Show every version of a file of evidence, and take a newer one."""
    assessment = queries.get_own(request.actor, public_id)
    chosen = queries.get_evidence(request.actor, assessment, evidence_id)
    if chosen.file is None:
        raise Http404
    return answer(
        request,
        forms.NewVersion(posted(request), request.FILES or None),
        lambda given: operations.replace_file(
            evidence=chosen, upload=given["file"], by=request.actor, at=timezone.now()
        ),
        template=f"{PAGES}/versions.jinja",
        context=lambda: {
            "assessment": assessment,
            "evidence": chosen,
            "versions": files.lines(files.with_details(files.versions(chosen.file))),
        },
        done="Newer version added",
        to=lambda _: reverse("collect:assessments_versions", args=[public_id, evidence_id]),
        beside=lambda _: "file",
    )


@page
@opens("SELF", "w")
def remove(request: HttpRequest, public_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Take a file or a link away again before the answers are sent, and say why."""
    assessment = queries.get_own(request.actor, public_id, queries.WRITE)
    chosen = queries.get_evidence(request.actor, assessment, evidence_id)
    return answer(
        request,
        forms.Remove(posted(request)),
        lambda given: operations.remove_evidence(
            evidence=chosen, by=request.actor, at=timezone.now(), **given
        ),
        template=f"{PAGES}/remove.jinja",
        context={"assessment": assessment, "evidence": chosen},
        done="Evidence removed",
        to=lambda _: reverse("collect:assessments_evidence", args=[public_id, chosen.question.key]),
    )


@page
@opens("SELF", "w")
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Read every answer once more, then ask the executive lead to approve them."""
    assessment = queries.get_own(request.actor, public_id, queries.WRITE)
    return answer(
        request,
        forms.Confirm(posted(request), initial={"version": assessment.version}),
        lambda given: operations.ask_executive(
            assessment=assessment, by=request.actor, at=timezone.now(), **given
        ),
        template=f"{PAGES}/ask.jinja",
        context=lambda: shown.check_answers(request.actor, assessment),
        done="Your executive lead has been asked to approve these answers.",
        to=lambda _: _own(assessment),
    )


def _own(assessment: SelfAssessment) -> str:
    return reverse("collect:assessments_show", args=[assessment.public_id])


@page
@opens("SELF", "a")
def submit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the declaration, then send the answers to whoever asked."""
    assessment = queries.get_own(request.actor, public_id, queries.APPROVE)
    return answer(
        request,
        forms.Sign(posted(request), initial={"version": assessment.version}),
        lambda given: operations.submit(
            assessment=assessment,
            by=request.actor,
            at=timezone.now(),
            **{name: given[name] for name in ("version", "name", "position", "note")},
        ),
        template=f"{PAGES}/submit.jinja",
        context=lambda: (
            shown.check_answers(request.actor, assessment)
            | {"alone": queries.is_single_handed(request.actor, assessment)}
        ),
        done="Self-assessment submitted",
        to=lambda sent: reverse("collect:assessments_receipt", args=[public_id, sent.number]),
    )


@page
@opens("SELF", "a")
def send_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the answers back to those who wrote them."""
    assessment = queries.get_own(request.actor, public_id, queries.APPROVE)
    return answer(
        request,
        forms.Reason(posted(request), initial={"version": assessment.version}),
        lambda given: operations.send_back(
            assessment=assessment, by=request.actor, at=timezone.now(), **given
        ),
        template=f"{PAGES}/send_back.jinja",
        context={"assessment": assessment},
        done="Sent back to your safeguarding lead.",
        to=lambda _: _own(assessment),
    )


@require_safe
@opens("SELF", "r")
def receipt(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Show what was sent, when and by whom, exactly as it was."""
    assessment = queries.get_assessment(request.actor, public_id)
    submission = queries.get_submission(request.actor, assessment, number)
    return render(request, f"{PAGES}/receipt.jinja", shown.receipt(assessment, submission))


@require_safe
@opens("SELF", "r")
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show every answer of one return on one page, to read and to print."""
    assessment = queries.get_sent(request.actor, public_id)
    return render(request, f"{PAGES}/read.jinja", shown.whole(request.actor, assessment))
