"""Pages of papers: list, start, show, write, compare, check, claim, freeze, sign, read, follow a figure, download."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.kit.documents import html
from safeguarding.kit.documents.blocks import Document
from safeguarding.kit.documents.blocks import Figure as PrintedFigure
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag
from safeguarding.kit.periods import Period
from safeguarding.kit.refusals import Refused
from safeguarding.report.papers import claiming, comparing, files, forms, operations, queries
from safeguarding.report.papers.building import period_words
from safeguarding.report.papers.models import Paper

PAGES = "report/papers/pages/"
WRITE = Permission("RPT", "w")
APPROVE = Permission("RPT", "a")


def _link(paper: Paper) -> Link:
    return Link(paper.title, reverse("report:papers_show", args=[paper.public_id]))


COLUMNS = (
    Column("title", "Paper", _link, sort="title"),
    Column("organisation", "Organisation", "organisation.name", sort="organisation__name"),
    Column("period", "Period", lambda paper: period_words(paper.period), sort="ends_on"),
    Column("author", "Author", "started_by.name"),
    Column("state", "State", lambda paper: Tag(paper.get_state_display()), sort="state"),
)


@require_safe
@opens("RPT")
def index(request: HttpRequest) -> HttpResponse:
    """List the papers that this person may see."""
    listing = Listing(
        request,
        queries.papers(request.actor),
        COLUMNS,
        filters=[Filter("state", "State", Paper.State.choices)],
        search=("title", "organisation__name"),
        noun=("paper", "papers"),
        exportable=False,
    )
    return render(
        request, PAGES + "index.jinja", {"listing": listing, "may_start": may_anywhere(request.actor, WRITE)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("RPT", "w")
def start(request: HttpRequest) -> HttpResponse:
    """Ask what the paper reports on, and begin it."""
    outlines = queries.outlines()
    organisations = queries.organisations_to_report_on(request.actor)
    return answer(
        request,
        forms.Start(posted(request), outlines=outlines, organisations=organisations),
        lambda given: operations.start(
            organisation=next(o for o in organisations if str(o.public_id) == given["organisation"]),
            outline=next(o for o in outlines if o.urn == given["outline"]),
            title=given["title"],
            period=Period(given["starts_on"], given["ends_on"]),
            by=request.actor,
            at=timezone.now(),
        ),
        template=PAGES + "start.jinja",
        context={},
        done="",
        to=_address,
    )


@require_safe
@opens("RPT")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far a paper is: its sections, its freezes, its files and the next step."""
    paper = queries.get_paper(request.actor, public_id)
    written = queries.narrative(request.actor, paper)
    freezes = list(queries.freezes(request.actor, paper))
    standing = next((freeze for freeze in freezes if freeze.voided_at is None), None)
    shown = {
        "paper": paper,
        "parts": _contents(paper, written),
        "freezes": freezes,
        "standing": standing,
        "files": _files(request, standing),
        "may": queries.rights(request.actor, paper),
        "period": period_words(paper.period),
    }
    return render(request, PAGES + "show.jinja", shown)


def _contents(paper: Paper, written: dict) -> list[dict]:
    titles = queries.section_titles(paper)
    return [
        {
            "title": part["title"],
            "sections": [
                {"key": key, "title": titles[key], "version": written.get(key)}
                for key in (section["key"] for section in part["sections"])
            ],
        }
        for part in paper.outline.parts
    ]


def _files(request: HttpRequest, freeze) -> list[dict]:
    found = queries.files(request.actor, freeze) if freeze else []
    return [
        {
            "text": f"{files.SPOKEN[file.kind]} ({file.size / 1024:,.0f} KB)",
            "url": reverse("report:papers_file", args=[file.public_id]),
            "sha256": file.sha256,
        }
        for file in found
    ]


@require_safe
@opens("RPT")
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a paper as it prints: the freeze that counts, or the draft as the registers have it now."""
    paper = queries.get_paper(request.actor, public_id)
    frozen = queries.standing(request.actor, paper)
    document = queries.document_of(frozen) if frozen else queries.built(request.actor, paper).document
    shown = {
        "paper": paper,
        "frozen": frozen,
        "downloads": _files(request, frozen),
        "contents": [
            {"text": f"{part.number} {part.title}".strip(), "url": f"#{part.key}"} for part in document.parts
        ],
        "article": _article(document, lambda figure: _figure_url(paper, figure)),
    }
    return render(request, PAGES + "read.jinja", shown)


def _article(document: Document, figure_url) -> str:
    # The writer escapes every word and lets in drawings that hold shapes and words only.
    return mark_safe(html.render(document, figure_url))  # noqa: S308


def _figure_url(paper: Paper, figure: PrintedFigure) -> str:
    return reverse("report:papers_figure", args=[paper.public_id, figure.key])


@require_safe
@opens("RPT")
def figure(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Show what one figure rests on: the question that was asked, and the rows that this reader may see."""
    paper = queries.get_paper(request.actor, public_id)
    found = queries.figure(request.actor, paper, key)
    rows = queries.rows_behind(request.actor, found.row_keys)
    shown = {"paper": paper, "figure": found, "rows": rows, "hidden": len(found.row_keys) - len(rows)}
    return render(request, PAGES + "figure.jinja", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@opens("RPT", "w")
def write(request: HttpRequest, public_id: UUID, section: str) -> HttpResponse:
    """Write the narrative of one section."""
    paper, title = _section_of(request, public_id, section, WRITE)
    latest = queries.versions(request.actor, paper, section).first()
    initial = {"after": latest.number if latest else 0, "text": latest.text if latest else ""}
    return answer(
        request,
        forms.Write(posted(request), initial=initial),
        lambda given: operations.write(
            paper=paper, section=section, by=request.actor, at=timezone.now(), **given
        ),
        template=PAGES + "write.jinja",
        context=lambda: {
            "paper": paper,
            "section": section,
            "title_of": title,
            "figures": queries.figures_to_choose(request.actor, paper),
        },
        done=f"{title} is saved",
        to=lambda _: _address(paper),
    )


def _address(paper: Paper) -> str:
    return reverse("report:papers_show", args=[paper.public_id])


def _section_of(
    request: HttpRequest, public_id: UUID, section: str, permission: Permission
) -> tuple[Paper, str]:
    paper = queries.get_paper(request.actor, public_id, permission)
    titles = queries.section_titles(paper)
    if section not in titles:
        raise Http404
    return paper, titles[section]


@require_http_methods(["GET", "HEAD", "POST"])
@opens("RPT", "r", post="w")
def versions(request: HttpRequest, public_id: UUID, section: str) -> HttpResponse:
    """Show who wrote what when in one section, compare two versions, and bring one back."""
    paper, title = _section_of(request, public_id, section, queries.READ)
    written = list(queries.versions(request.actor, paper, section))
    if request.method == "POST":
        return _restore(request, paper, section, written)
    chosen = _chosen(request, written)
    shown = {
        "paper": paper,
        "section": section,
        "title_of": title,
        "versions": written,
        "chosen": chosen,
        "runs": comparing.compare(chosen[0].text, chosen[1].text) if chosen else [],
        "may": queries.rights(request.actor, paper),
    }
    return render(request, PAGES + "versions.jinja", shown)


def _chosen(request: HttpRequest, written: list) -> tuple | None:
    """Return the two versions to compare: as asked, else the last two."""
    by_number = {str(version.number): version for version in written}
    asked = (by_number.get(request.GET.get("from", "")), by_number.get(request.GET.get("to", "")))
    if all(asked):
        return asked
    return (written[1], written[0]) if len(written) > 1 else None


def _restore(request: HttpRequest, paper: Paper, section: str, written: list) -> HttpResponse:
    wanted = next((v for v in written if str(v.number) == request.POST.get("restore")), None)
    form = forms.Restore(request.POST)
    if wanted is None or not form.is_valid():
        raise Http404
    try:
        operations.restore(
            version=wanted, after=form.cleaned_data["after"], by=request.actor, at=timezone.now()
        )
        messages.success(request, f"Version {wanted.number} is brought back as the newest")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("report:papers_versions", paper.public_id, section)


@require_safe
@opens("RPT")
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List what the checks find, and how each claim fares against the figures."""
    paper = queries.get_paper(request.actor, public_id)
    findings, claims = queries.checked(request.actor, paper)
    shown = {
        "paper": paper,
        "frozen": queries.standing(request.actor, paper),
        "groups": queries.grouped(findings, queries.section_titles(paper)),
        "claims": claims,
        "may": queries.rights(request.actor, paper),
    }
    return render(request, PAGES + "check.jinja", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@opens("RPT", "w")
def claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tie words of the narrative to the measure that must bear them out."""
    paper = queries.get_paper(request.actor, public_id, WRITE)
    sections = list(queries.section_titles(paper).items())
    return answer(
        request,
        forms.MakeClaim(posted(request), sections=sections, measures=claiming.measures()),
        lambda given: operations.claim(paper=paper, by=request.actor, at=timezone.now(), **given),
        template=PAGES + "claim.jinja",
        context={"paper": paper},
        done="",
        to=lambda _: reverse("report:papers_check", args=[paper.public_id]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("RPT", "w")
def drop_claim(request: HttpRequest, public_id: UUID, claim_id: UUID) -> HttpResponse:
    """Ask once, then take a claim back."""
    paper = queries.get_paper(request.actor, public_id, WRITE)
    made = queries.get_claim(request.actor, paper, claim_id)
    if request.method == "POST":
        operations.drop_claim(made=made, by=request.actor, at=timezone.now())
        return redirect("report:papers_check", paper.public_id)
    return render(request, PAGES + "drop_claim.jinja", {"paper": paper, "claim": made})


@require_http_methods(["GET", "HEAD", "POST"])
@opens("RPT", "w")
def freeze(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what freezing does and what the checks find, then freeze."""
    paper = queries.get_paper(request.actor, public_id, WRITE)
    return answer(
        request,
        forms.Freeze(posted(request), initial={"version": paper.version}),
        lambda given: operations.freeze(paper=paper, by=request.actor, at=timezone.now(), **given),
        template=PAGES + "freeze.jinja",
        context=lambda: {"paper": paper, "findings": _findings(request, paper)},
        done="The paper is frozen and its files are made",
        to=lambda _: _address(paper),
    )


def _findings(request: HttpRequest, paper: Paper):
    return queries.findings(request.actor, paper, queries.built(request.actor, paper))


@require_http_methods(["GET", "HEAD", "POST"])
@opens("RPT", "a")
def sign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the second person's word, then seal the freeze."""
    paper = queries.get_paper(request.actor, public_id, APPROVE)
    frozen = queries.standing(request.actor, paper)
    if frozen is None:
        raise Http404
    return answer(
        request,
        forms.Sign(posted(request), initial={"version": paper.version}),
        lambda given: operations.sign(
            paper=paper,
            version=given["version"],
            capacity=given["capacity"],
            alone_because=given["alone_because"],
            by=request.actor,
            at=timezone.now(),
        ),
        template=PAGES + "sign.jinja",
        context={"paper": paper, "frozen": frozen},
        done="The paper is signed off",
        to=lambda _: _address(paper),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("RPT", "w")
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask why, then take the paper back."""
    paper = queries.get_paper(request.actor, public_id, WRITE)
    return answer(
        request,
        forms.Withdraw(posted(request), initial={"version": paper.version}),
        lambda given: operations.withdraw(paper=paper, by=request.actor, at=timezone.now(), **given),
        template=PAGES + "withdraw.jinja",
        context={"paper": paper},
        done="The paper is withdrawn",
        to=lambda _: _address(paper),
    )


@require_safe
@opens("RPT")
def file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand out a file of a paper as an attachment; who took it is on record before it leaves."""
    found = queries.get_file(request.actor, public_id)
    content = operations.download(file=found, by=request.actor, at=timezone.now())
    response = HttpResponse(content, content_type=files.MEDIA[found.kind])
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response["Content-Security-Policy"] = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox;"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return response
