"""The words that people type about posts."""

from collections.abc import Iterable
from typing import Any

from django import forms

from safeguarding.core.people.models import ContactPoint, Post, PostHolding
from safeguarding.kit.forms import fields


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text box that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def chosen(options: Iterable[Any], key: str) -> Any:
    """Return the option with this public id, or nothing."""
    return next((each for each in options if str(each.public_id) == key), None)


def options(found: Iterable[Any]) -> list[tuple[str, str]]:
    """Return records as the choices of a list."""
    return [(str(each.public_id), str(each)) for each in found]


class PostForm(forms.Form):
    """What a post is."""

    title = fields.ShortText(label="Title of the post", called="a title", max_length=200)
    roles = fields.TickBoxes(label="Roles that it fulfils", choices=(), required=False, small=True)
    flags = fields.TickBoxes(
        label="About this post",
        choices=(
            ("is_statutory", "A statutory post"),
            ("is_accountable", "Carries overall accountability for safeguarding"),
            ("is_contributor", "Contributes to the annual report"),
        ),
        required=False,
    )
    responsibilities = fields.LongText(label="Responsibilities", hint="One on each line", required=False)
    portfolio = fields.LongText(label="Portfolio", hint="One area on each line", required=False, rows=3)
    capacity = fields.DecimalNumber(label="Capacity in post", required=False, most=999, width=5)
    required_capacity = fields.DecimalNumber(label="Capacity required", required=False, most=999, width=5)
    capacity_unit = fields.Choice(label="Counted in", called="a unit", choices=Post.Unit.choices, inline=True)
    employer = fields.Select(label="Employed by", hint="Leave empty if it is us", choices=(), required=False)
    team = fields.Select(label="Team", choices=(), required=False)
    deputy = fields.Select(label="Deputy", choices=(), required=False)
    succession_plan = fields.LongText(label="Plan for succession", required=False, rows=3)
    scope = fields.TickBoxes(
        label="Organisations that it works across", choices=(), required=False, small=True
    )
    version = fields.Version(required=False)

    def __init__(self, *args, roles=(), teams=(), posts=(), organisations=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["roles"].choices = [(role.key, role.title) for role in roles]
        self.fields["team"].choices = options(teams)
        self.fields["deputy"].choices = options(posts)
        self.fields["scope"].choices = options(organisations)
        self.fields["employer"].choices = options(organisations)


class Hold(forms.Form):
    """Who holds a post."""

    holder = fields.ShortText(label="Holder", hint="A name, or “Postholder”", max_length=120)
    kind = fields.Choice(label="By what right", called="by what right", choices=PostHolding.Kind.choices)
    starts_on = fields.DateInput(
        label="First day", called="the first day", required=False, hint="Leave it empty if it is not known"
    )
    ends_on = fields.DateInput(
        label="Last day", called="the last day", required=False, hint="A secondment needs one"
    )
    business_case = fields.ShortText(label="Business case", required=False, max_length=200)


class Leave(forms.Form):
    """A holder's last day."""

    ends_on = fields.DateInput(label="Last day", called="the last day")


class Vacancy(forms.Form):
    """What is done about a vacant post."""

    vacant_since = fields.MonthInput(
        label="Vacant since", required=False, hint="Leave it empty to count from the last holder's last day"
    )
    recruitment = fields.Choice(
        label="Recruitment", called="how far recruitment is", choices=Post.Recruitment.choices
    )
    mitigation = fields.LongText(label="How the work is covered meanwhile", required=False)
    version = fields.Version()


class Line(forms.Form):
    """To whom a post answers."""

    to = fields.Select(label="Answers to", called="a post or a body", choices=())

    def __init__(self, *args, places=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["to"].choices = options(places)


class Contact(forms.Form):
    """How somebody is reached."""

    of = fields.Select(label="Whose contact point", called="whose it is", choices=())
    hours = fields.Choice(label="When", called="when somebody answers", choices=ContactPoint.Hours.choices)
    telephone = fields.ShortText(label="Telephone", required=False, max_length=40)
    email = fields.Email(label="Email address", required=False)
    is_public = fields.TickBox(label="May be published", required=False)

    def __init__(self, *args, places=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["of"].choices = options(places)
