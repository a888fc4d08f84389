"""The forms of actions."""

from typing import Any

from django import forms

from safeguarding.act.actions.models import Action
from safeguarding.core.files import contents
from safeguarding.kit.forms import fields


class Open(forms.Form):
    """What is to be done, by whom, by when."""

    title = fields.ShortText(label="What is to be done", max_length=300)
    description = fields.LongText(label="What done looks like", max_length=4000, required=False)
    organisation = fields.Select(label="Who is to do it", choices=())
    owner_post = fields.ShortText(
        label="Whose post", hint="A post, not a person's name", max_length=200, required=False
    )
    due_on = fields.DateInput(label="By when", called="by when it is due")
    priority = fields.Choice(label="Priority", choices=Action.Priority.choices, small=True, inline=True)
    source = fields.Choice(
        label="Where it comes from",
        choices=[(key, word) for key, word in Action.Source.choices if key not in ("ANSWER", "FINDING")],
        small=True,
    )
    source_words = fields.ShortText(label="Which one", max_length=300, required=False)
    theme = fields.Select(label="Theme", choices=(), required=False)

    def __init__(
        self, *args: Any, organisations: list, themes: list, from_finding: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].choices = [
            ("", "Choose an organisation"),
            *((str(each.public_id), each.name) for each in organisations),
        ]
        self.fields["theme"].choices = [("", "No theme"), *((each.key, each.name) for each in themes)]
        if from_finding:
            del self.fields["source"], self.fields["source_words"]


WORDS = {
    "check": "It is done: ask for a check",
    "close": "I have looked: close it",
    "back": "It is not done yet: send it back",
    "reopen": "Take it up again",
    "cancel": "Give it up",
}
MOVES = {
    "OPEN": ("check", "cancel"),
    "IN_PROGRESS": ("check", "cancel"),
    "AWAITING_CHECK": ("close", "back", "cancel"),
    "CLOSED": ("reopen",),
    "CANCELLED": ("reopen",),
}


class Move(forms.Form):
    """How an action goes on."""

    version = fields.Version()
    move = fields.Choice(label="What happens to this action?", choices=())
    text = fields.LongText(
        label="What was done, or why", called="what was done, or why", max_length=2000, rows=4
    )
    single_handed_reason = fields.LongText(
        label="If you close what you did yourself: why nobody else can look at it",
        called="why nobody else can look at it",
        max_length=300,
        rows=2,
        required=False,
        mark_optional=False,
    )

    def __init__(self, *args: Any, state: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["move"].choices = [(key, WORDS[key]) for key in MOVES[state]]


FILES_HINT = f"{contents.ALLOWED}; each 20 MB or smaller. Never a document about a patient or resident."


class Note(forms.Form):
    """Progress, and what shows it."""

    text = fields.LongText(label="What has happened", max_length=2000, rows=4)
    files = fields.FileUploads(
        label="Files that show it", hint=FILES_HINT, accept=contents.ACCEPT, max_megabytes=20, required=False
    )
    url = fields.ShortText(
        label="Or the address of what shows it",
        hint="It starts with https://. Never a document about a patient or resident.",
        called="the address of what shows it",
        max_length=500,
        required=False,
    )


class NewVersion(forms.Form):
    """A newer version of a file."""

    file = fields.FileUpload(
        label="The newer file", hint=FILES_HINT, accept=contents.ACCEPT, max_megabytes=20
    )


class Remove(forms.Form):
    """Why a file is taken away again."""

    reason = fields.LongText(
        label="Why do you remove it?", called="why you remove it", max_length=1000, rows=3
    )


class Finalise(forms.Form):
    """The commissioner's words on the whole, before a validation is made final."""

    version = fields.Version()
    overall = fields.LongText(
        label="Your judgement of the whole",
        hint="The provider reads it when you release it.",
        max_length=4000,
    )
