"""The words that people type about the vocabulary."""

from django import forms

from safeguarding.core.people.forms import options
from safeguarding.core.vocabulary.models import Source
from safeguarding.kit.forms import fields


class SourceForm(forms.Form):
    """What a source is."""

    title = fields.ShortText(label="Title", called="a title", max_length=250)
    kind = fields.Select(label="Kind", called="a kind", choices=Source.Kind.choices)
    about = fields.LongText(label="What it is about", required=False, rows=3)
    royal_assent = fields.MonthInput(label="Royal Assent", required=False)
    in_force_on = fields.DateInput(label="In force from", required=False)
    superseded_by = fields.Select(label="Replaced by", choices=(), required=False)
    superseded_on = fields.MonthInput(label="Replaced in", required=False)
    version = fields.Version(required=False)

    def __init__(self, *args, sources=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["superseded_by"].choices = options(sources)


class MilestoneForm(forms.Form):
    """When something that a source plans is to happen."""

    title = fields.ShortText(label="What is planned", called="what is planned", max_length=200)
    planned_for = fields.MonthInput(label="Planned for", required=False, hint="Empty if no date is set")
    reason = fields.ShortText(label="Why the date was moved", required=False, max_length=300)


class LocalWordForm(forms.Form):
    """What an area calls something."""

    area = fields.Select(label="Area or council", called="an area", choices=())
    word = fields.ShortText(label="What is said there", called="the word", max_length=120)
    reason = fields.ShortText(label="Who chose the word, and why", called="the reason", max_length=300)

    def __init__(self, *args, areas=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["area"].choices = options(areas)
