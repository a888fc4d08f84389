"""One provider on one page: each part is shown to whoever its own topic lets read it, and to nobody else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from safeguarding.act import api as act
from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere, organisations_where
from safeguarding.core.files import queries as files
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.pages.tags import Link, Tag, rag
from safeguarding.kit.pages.words import day, share

NAMED = Permission("CAM", "r")


@dataclass(frozen=True)
class Part:
    """One part of the page: a table with its heading, and where to go for all of it."""

    heading: str
    head: Sequence[dict[str, Any]]
    rows: Sequence[Sequence[object]]
    empty: str
    url: str = ""
    url_text: str = ""


Maker = Callable[[Actor, Organisation], Part]
MAKERS: list[tuple[Permission, Maker]] = []


def part(resource: str) -> Callable[[Maker], Maker]:
    """Put a part on the page of whoever may read the resource."""

    def mark(make: Maker) -> Maker:
        MAKERS.append((Permission(resource, "r"), make))
        return make

    return mark


def parts(actor: Actor, provider: Organisation) -> list[Part]:
    """Return the parts of a provider's page that open for this person, in the order of the product's sentence."""
    return [make(actor, provider) for permission, make in MAKERS if may_anywhere(actor, permission)]


def providers(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations whose page opens for this person: those of which they may know the returns."""
    found = organisations_where(actor, NAMED).filter(closed_on=None, kind__is_commissioner=False)
    return found.exclude(kind__key="area").select_related("kind").order_by("name", "id")


def _head(*texts: str) -> list[dict[str, Any]]:
    return [{"text": text} for text in texts]


@part("ORG")
def contracts(actor: Actor, provider: Organisation) -> Part:
    """Show under which contracts the provider works for those who look."""
    rows = [
        [
            each.title,
            each.commissioner.name,
            day(each.starts_on),
            day(each.ends_on) if each.ends_on else "No end",
        ]
        for each in organisations.contracts_with(actor, provider)
    ]
    return Part(
        "Contracts",
        _head("Contract", "Commissioned by", "From", "To"),
        rows,
        "No contract with this organisation is yours to see.",
        reverse("core:organisations_show", args=[provider.public_id]),
        "The organisation, its names, codes and schedule lines",
    )


@part("SELF")
def self_assessments(actor: Actor, provider: Organisation) -> Part:
    """Show the latest self-assessments: what was answered, and what was made of it."""
    found = list(collect.assessments(actor).filter(organisation=provider).exclude(state="WITHDRAWN")[:3])
    said = collect.ratings(actor, found)
    made = assure.validations_of(actor, found)
    return Part(
        "Self-assessments",
        _head("Round", "State", "Met, as the provider says", "Validation"),
        [_assessment(each, said.get(each.pk), made.get(each.pk)) for each in found],
        "No self-assessment has been asked of it, or none is yours to see.",
    )


def _assessment(
    row: collect.SelfAssessment, said: dict[int, str] | None, made: assure.Validation | None
) -> list[object]:
    result = collect.result(row.framework, said) if said else None
    link = Link(row.round.title, reverse("collect:assessments_show", args=[row.public_id]))
    met = share(result.met, result.applicable) if result and result.applicable else "Not sent"
    return [
        link,
        Tag(row.get_state_display()),
        met,
        made.get_state_display() if made else "Not begun or not released",
    ]


@part("KPI")
def figures(actor: Actor, provider: Organisation) -> Part:
    """Show the latest figure of each indicator with its rating and what the commissioner made of it."""
    latest: dict[str, collect.Figure] = {}
    for figure in collect.figures(actor, about=[provider]):
        before = latest.get(figure.urn)
        if before is None or before.period.ends_on < figure.period.ends_on:
            latest[figure.urn] = figure
    judged = assure.validated_figures(actor, [figure.public_id for figure in latest.values()])
    rows = [
        _figure(figure, judged.get(str(figure.public_id)))
        for figure in sorted(latest.values(), key=lambda figure: figure.title)
    ]
    return Part(
        "Figures",
        _head("Indicator", "Period", "Figure", "Rating", "Commissioner"),
        rows,
        "No figure about it is known.",
        reverse("assure:indicators_figures"),
        "All figures by place and period",
    )


def _figure(figure: collect.Figure, judged: Any) -> list[object]:
    rating = assure.rate_figure(figure)
    return [
        Link(figure.title, reverse("collect:returns_figure", args=[figure.public_id])),
        figure.period.label,
        figure.qualified_text,
        rag(rating.letter) if rating else "No target",
        assure.judged_tag(judged) if judged else "Not judged",
    ]


@part("ACT")
def actions(actor: Actor, provider: Organisation) -> Part:
    """Show what it is still to do."""
    rows = [
        [
            Link(each.title, reverse("act:actions_show", args=[each.public_id])),
            each.owner_post or "No post",
            day(each.due_on),
            Tag("Overdue" if each.overdue else each.state),
        ]
        for each in act.actions_to_be_done_by(actor, provider)
    ]
    return Part(
        "Open actions",
        _head("Action", "Post", "Due", "State"),
        rows,
        "It has nothing left to do that is yours to see.",
        f"{reverse('act:actions_register')}?owner={provider.public_id}",
        "All its actions",
    )


@part("VAL")
def themes(actor: Actor, provider: Organisation) -> Part:
    """Show which themes were found with it, and how often."""
    return Part(
        "Themes",
        _head("Theme", "How often"),
        assure.themes_of(actor, provider),
        "No theme has been coded for it.",
        reverse("assure:themes_catalogue"),
        "All themes",
    )


@part("VIS")
def visits(actor: Actor, provider: Organisation) -> Part:
    """Show the visits to it and inspections of it."""
    rows = [
        [
            Link(each.kind_words, reverse("assure:visits_show", args=[each.public_id])),
            each.on,
            each.rating or "None",
        ]
        for each in assure.visits_to(actor, provider)
    ]
    return Part("Visits and inspections", _head("Visit", "When", "Rating"), rows, "No visit is yours to see.")


@part("INT")
def oversight(actor: Actor, provider: Organisation) -> Part:
    """Show what befell it and which processes it was in."""
    rows = [[each.when, each.text, each.detail] for each in assure.oversight_timeline(actor, provider)]
    return Part(
        "Oversight",
        _head("When", "What", "Detail"),
        rows,
        "Nothing is held about it that is yours to see.",
        reverse("assure:oversight_provider", args=[provider.public_id]),
        "In order of time",
    )


@part("SELF")
def sent_files(actor: Actor, provider: Organisation) -> Part:
    """Show the files that it sent: evidence of its answers, and of what it did."""
    found = [*collect.files_of(actor, provider), *act.files_of(actor, provider)]
    rows = [[Link(line.name, line.url), line.detail, day(line.stored_at)] for line in files.lines(found)]
    return Part(
        "Files", _head("File", "What it is", "Sent"), rows, "It has sent no file that is yours to see."
    )
