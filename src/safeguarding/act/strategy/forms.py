"""The words that people type about plans, aims and activities."""

from collections.abc import Iterable
from typing import Any

from django import forms

from safeguarding.act.strategy.models import Aim, Plan, Project
from safeguarding.act.strategy.operations import ASKED
from safeguarding.core.people.forms import options
from safeguarding.kit.forms import fields

SECTORS = ("acute", "community", "primary care", "regulated care", "mental health")


def by_pk(found: Iterable[Any]) -> list[tuple[str, str]]:
    """Return records without an address of their own as the choices of a list."""
    return [(str(each.pk), str(each)) for each in found]


class PlanForm(forms.Form):
    """What a plan is."""

    title = fields.ShortText(label="Title", called="a title", max_length=200)
    kind = fields.Choice(label="Kind", called="a kind", choices=Plan.Kind.choices)
    starts_on = fields.DateInput(label="First day", called="the first day", required=False)
    ends_on = fields.DateInput(label="Last day", called="the last day", required=False)
    covers = fields.LongText(label="Whom it covers", hint="One group on each line", required=False, rows=3)
    status_words = fields.LongText(
        label="Status words", hint="The words that its aims may carry, one on each line", rows=4
    )
    asks_for = fields.TickBoxes(
        label="What every aim must say", choices=tuple(ASKED.items()), required=False, small=True
    )
    vision = fields.LongText(label="Vision or aim of the whole", required=False)
    outcomes = fields.LongText(label="Outcomes", hint="One on each line", required=False)
    monitoring_body = fields.Select(label="Watched over by", choices=(), required=False)
    strategy = fields.Select(
        label="Strategy that it delivers", hint="For a work plan", choices=(), required=False
    )
    carried_by = fields.Select(
        label="Carried out by", hint="Leave empty if it is us", choices=(), required=False
    )
    services = fields.LongText(
        label="Services that it wants commissioned", hint="One on each line", required=False, rows=3
    )
    version = fields.Version(required=False)

    def __init__(self, *args, bodies=(), strategies=(), providers=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["monitoring_body"].choices = options(bodies)
        self.fields["strategy"].choices = options(strategies)
        self.fields["carried_by"].choices = options(providers)


class NewPlan(PlanForm):
    """A plan to be opened, with the one that it follows."""

    predecessor = fields.Select(label="Follows the plan", choices=(), required=False)

    def __init__(self, *args, plans=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["predecessor"].choices = options(plans)


class CarryForward(PlanForm):
    """The next period's plan, and which aims go into it."""

    organisation = fields.Select(label="Whose plan", called="whose plan it is", choices=())
    aims = fields.TickBoxes(label="Aims to carry forward", called="an aim", choices=(), small=True)
    status = fields.ShortText(
        label="Status that they start with",
        called="a status",
        hint="One of the new plan’s words",
        max_length=60,
    )

    def __init__(self, *args, aims=(), organisations=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["aims"].choices = options(aims)
        self.fields["organisation"].choices = options(organisations)


class AimForm(forms.Form):
    """What an aim is."""

    title = fields.LongText(label="The aim", called="the aim", max_length=500, rows=2)
    kind = fields.Select(label="Kind", called="a kind", choices=Aim.Kind.choices)
    parent = fields.Select(label="Beneath", choices=(), required=False)
    areas = fields.TickBoxes(label="Areas", choices=(), required=False, small=True)
    comes_from = fields.ShortText(label="Whose priority it follows", required=False, max_length=200)
    source = fields.Select(label="Law or guidance", choices=(), required=False)
    rationale = fields.LongText(label="Why it was chosen", required=False, rows=3)
    lead = fields.Select(label="Lead", choices=(), required=False)
    partners = fields.TickBoxes(label="Partners", choices=(), required=False, small=True)
    risks = fields.TickBoxes(label="Risks that it makes smaller", choices=(), required=False, small=True)
    timescale = fields.ShortText(label="Timescale", required=False, max_length=120)
    due_on = fields.DateInput(label="Due", required=False)
    horizon = fields.Choice(
        label="Horizon", choices=[("", "Not said"), *Aim.Horizon.choices], required=False, inline=True
    )
    predecessor = fields.Select(
        label="Carries on", hint="An aim of the plan that this one follows", choices=(), required=False
    )
    same_as = fields.Select(label="Repeats", hint="An aim that says the same", choices=(), required=False)
    version = fields.Version(required=False)

    def __init__(self, *args, lists: dict[str, Iterable[Any]], **options_given) -> None:
        super().__init__(*args, **options_given)
        for name in ("parent", "same_as"):
            self.fields[name].choices = options(lists["aims"])
        self.fields["predecessor"].choices = options(lists["earlier"])
        self.fields["areas"].choices = by_pk(lists["areas"])
        self.fields["source"].choices = options(lists["sources"])
        self.fields["lead"].choices = options(lists["posts"])
        self.fields["partners"].choices = options(lists["organisations"])
        self.fields["risks"].choices = options(lists["risks"])


class StatusForm(forms.Form):
    """An aim's status, and why."""

    status = fields.Choice(label="Status", called="a status", choices=())
    note = fields.LongText(label="Why, or what comes next", required=False, rows=3)
    version = fields.Version()

    def __init__(self, *args, words=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["status"].choices = [(word, word) for word in words]


class AchievementForm(forms.Form):
    """Something done towards an aim."""

    text = fields.LongText(label="What you did", called="what you did", max_length=1000)
    evidence = fields.ShortText(
        label="Where the proof is", hint="A paper, a web address", required=False, max_length=300
    )


class ActivityForm(forms.Form):
    """Something that the team did."""

    text = fields.LongText(label="What you did", called="what you did", max_length=1000)
    heading = fields.ShortText(label="Heading in the report", required=False, max_length=120)
    sectors = fields.TickBoxes(
        label="For which services", choices=[(s, s.capitalize()) for s in SECTORS], required=False, small=True
    )
    is_success = fields.TickBox(label="Tell it as a success", required=False)
    starts_on = fields.DateInput(label="First day", called="the first day")
    ends_on = fields.DateInput(label="Last day", called="the last day")
    area = fields.Select(label="Area or partner that it was done with", choices=(), required=False)

    def __init__(self, *args, areas=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["area"].choices = options(areas)


class AreaForm(forms.Form):
    """One of the areas into which we sort our safeguarding work."""

    name = fields.ShortText(label="Name of the area", called="a name", max_length=120)


class ProjectForm(forms.Form):
    """A project: what set it off, who leads it, and its items of work."""

    title = fields.ShortText(label="Title", called="a title", max_length=200)
    trigger = fields.Select(
        label="What set it off", called="what set it off", choices=Project.Trigger.choices
    )
    trigger_note = fields.ShortText(label="More about that", required=False, max_length=200)
    items = fields.LongText(label="Items of work", hint="One on each line", required=False)
    leads = fields.TickBoxes(label="Led by", choices=(), required=False, small=True)
    funder = fields.Select(label="Funded by", choices=(), required=False)

    def __init__(self, *args, posts=(), organisations=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["leads"].choices = options(posts)
        self.fields["funder"].choices = options(organisations)
