"""The forms of themes and findings."""

from typing import Any

from django import forms

from safeguarding.assure.themes.models import Theme
from safeguarding.kit.forms import fields


class NewFinding(forms.Form):
    """What a round demonstrated, where, and what it is about."""

    round = fields.Select(label="Round", choices=())
    title = fields.ShortText(label="What the audit demonstrated", max_length=300)
    detail = fields.LongText(label="More about it", max_length=4000, required=False)
    themes = fields.TickBoxes(label="What it is about", choices=(), small=True)
    providers = fields.TickBoxes(
        label="Where it was found",
        choices=(),
        small=True,
        required=False,
        hint="Those that answered in our rounds",
    )

    def __init__(
        self, *args: Any, rounds: list, themes: list[Theme], providers: list, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["round"].choices = [
            ("", "Choose a round"),
            *((str(r.public_id), r.title) for r in rounds),
        ]
        self.fields["themes"].choices = [(theme.key, theme.name) for theme in themes]
        self.fields["providers"].choices = [(str(each.public_id), each.name) for each in providers]


class Code(forms.Form):
    """The themes of each judgement that falls short."""

    def __init__(
        self, *args: Any, sides: list, themes: list[Theme], coded: dict[int, list[str]], **options: Any
    ) -> None:
        self.sides = sides
        super().__init__(*args, **options)
        for side in sides:
            self.fields[f"j{side.judgement.pk}"] = fields.TickBoxes(
                label=f"{side.question.key}. {side.question.text}",
                hint=f"Our rating: {side.judged}. {side.judgement.comment}",
                choices=[(theme.key, theme.name) for theme in themes],
                initial=coded.get(side.judgement.pk, []),
                small=True,
                required=False,
                mark_optional=False,
            )

    def given(self) -> list[tuple[object, list[str]]]:
        """Return each judgement with the keys of its themes."""
        return [(side.judgement, self.cleaned_data[f"j{side.judgement.pk}"]) for side in self.sides]
