"""Pages for the public, and the two pages on which figures are published and taken back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.routes import opens, public, unchanging
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.periods import Period
from safeguarding.report.papers import queries as papers
from safeguarding.report.papers.building import period_words
from safeguarding.report.papers.models import Paper
from safeguarding.report.publishing import control, forms, operations, queries

PAGES = "report/publishing/pages/"
PUBLISH = Permission("PUB", "a")


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """List what is published, for anybody."""
    found = [{"publication": each, "period": _period(each)} for each in queries.publications(request.actor)]
    return render(request, PAGES + "index.jinja", {"publications": found})


@require_safe
@public
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the figures of one publication, for anybody."""
    found = queries.get_publication(request.actor, public_id)
    return render(request, PAGES + "show.jinja", {"publication": found, "period": _period(found)})


def _period(publication) -> str:
    return period_words(Period(publication.starts_on, publication.ends_on))


@require_http_methods(["GET", "HEAD", "POST"])
@opens("PUB", "a")
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the figures as the public will see them, then publish."""
    paper = papers.get_paper(request.actor, public_id)
    frozen = papers.standing(request.actor, paper)
    if paper.state != Paper.State.SIGNED or frozen is None:
        raise Http404
    return answer(
        request,
        forms.Publish(posted(request), initial={"version": paper.version}),
        lambda given: operations.publish(
            paper=paper, version=given["version"], by=request.actor, at=timezone.now()
        ),
        template=PAGES + "publish.jinja",
        context=lambda: {
            "paper": paper,
            "tables": control.tables(papers.figures_of(request.actor, frozen).values()),
        },
        done="The figures are published",
        to=lambda published: reverse("report:publishing_show", args=[published.public_id]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("PUB", "a")
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask why, then take the figures back."""
    paper = papers.get_paper(request.actor, public_id)
    published = queries.of_paper(request.actor, paper)
    return answer(
        request,
        forms.Withdraw(posted(request)),
        lambda given: operations.withdraw(
            publication=published, reason=given["reason"], by=request.actor, at=timezone.now()
        ),
        template=PAGES + "withdraw.jinja",
        context={"paper": paper},
        done="The figures are taken back",
        to=lambda _: reverse("report:papers_show", args=[paper.public_id]),
    )


def _promise(request: HttpRequest, name: str, **more: object) -> HttpResponse:
    """Draw one of the pages of the footer, with what this deployment says of itself."""
    return render(request, f"{PAGES}{name}.jinja", queries.who_runs_this() | more)


@require_safe
@public
@unchanging
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the product is and what is known to be wrong."""
    return _promise(request, "accessibility")


@require_safe
@public
@unchanging
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about people and why."""
    return _promise(request, "privacy")


@require_safe
@public
@unchanging
def cookies(request: HttpRequest) -> HttpResponse:
    """Name the cookies, all of them necessary."""
    return _promise(request, "cookies")


@require_safe
@public
@unchanging
def contact(request: HttpRequest) -> HttpResponse:
    """Say whom to ask, and whom to ring when somebody is in danger."""
    return _promise(request, "contact")


@require_safe
@public
@unchanging
def version(request: HttpRequest) -> HttpResponse:
    """Say which version speaks."""
    return _promise(request, "version")
