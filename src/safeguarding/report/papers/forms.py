"""Words people type about papers."""

from django import forms

from safeguarding.kit.forms import fields
from safeguarding.report.papers.models import Claim


class Start(forms.Form):
    """What a paper is about."""

    outline = fields.Choice(label="Kind of report", choices=())
    organisation = fields.Select(label="Organisation that it reports on", choices=(), called="organisation")
    title = fields.ShortText(label="Title", max_length=200)
    starts_on = fields.DateInput(label="First day of the period", called="first day")
    ends_on = fields.DateInput(label="Last day of the period", called="last day")

    def __init__(self, *given, outlines, organisations, **named) -> None:
        super().__init__(*given, **named)
        self.fields["outline"].choices = [(o.urn, o.title) for o in outlines]
        self.fields["organisation"].choices = [(str(o.public_id), o.name) for o in organisations]

    def clean(self) -> dict:
        """Refuse a period that ends before it starts."""
        given = super().clean()
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Last day must be on or after the first day")
        return given


class Write(forms.Form):
    """The narrative of one section."""

    after = fields.Version()
    text = fields.LongText(
        label="Narrative",
        hint="A blank line starts a new paragraph. Start a line with “- ” for a point, “## ” for a heading, “> ” for a"
        " quotation. Write {{name}} where a figure of this paper belongs; the list is beside this box.",
        max_length=20000,
        rows=18,
        required=False,
        mark_optional=False,
    )


class Restore(forms.Form):
    """Bring an earlier version back."""

    after = fields.Version()


class MakeClaim(forms.Form):
    """Tie words of the narrative to a measure."""

    section = fields.Select(label="Section", choices=())
    words = fields.ShortText(
        label="The words that make the claim", hint="Copy them from the section.", max_length=500
    )
    measure = fields.Select(label="Measure that must bear it out", choices=(), called="measure")
    direction = fields.Choice(label="What they say happened", choices=Claim.Direction.choices, inline=True)

    def __init__(self, *given, sections, measures, **named) -> None:
        super().__init__(*given, **named)
        self.fields["section"].choices = sections
        self.fields["measure"].choices = measures


class Freeze(forms.Form):
    """Fix the paper as it stands."""

    version = fields.Version()


class Sign(forms.Form):
    """The second person's word."""

    version = fields.Version()
    capacity = fields.ShortText(
        label="The post in which you sign", hint="For example, chief nurse", max_length=200
    )
    declaration = fields.TickBox(
        label="I have read this paper and the findings of its checks, and it may stand",
        error_messages={"required": "Confirm that you have read the paper and its checks"},
    )
    alone_because = fields.LongText(
        label="If you wrote this paper yourself: why no second person could sign",
        hint="It will be printed on the front of the paper.",
        max_length=500,
        rows=3,
        required=False,
    )


class Withdraw(forms.Form):
    """Why a paper is taken back."""

    version = fields.Version()
    reason = fields.LongText(label="Why it is withdrawn", max_length=500, rows=3)
