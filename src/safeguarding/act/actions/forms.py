"""The forms of actions."""

from collections.abc import Sequence
from typing import Any

from django import forms

from safeguarding.act.actions.models import Action
from safeguarding.core.files import contents
from safeguarding.core.people.models import Post
from safeguarding.kit.forms import fields

UNLISTED_POST = {
    "label": "Or the title of a post that is not listed",
    "hint": "A post, not a person's name",
    "called": "the title of the post",
    "max_length": 200,
    "required": False,
}


class Open(forms.Form):
    """What is to be done, by whom, by when."""

    title = fields.ShortText(label="What is to be done", max_length=300)
    description = fields.LongText(label="What done looks like", max_length=4000, required=False)
    organisation = fields.Select(label="Who is to do it", choices=())
    post = fields.Select(
        label="Whose post", hint="A post of the one who is to do it", choices=(), required=False
    )
    owner_post = fields.ShortText(**UNLISTED_POST)
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
        self,
        *args: Any,
        organisations: list,
        themes: list,
        posts: Sequence[Post] = (),
        from_finding: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = post_choices(posts)
        self.fields["organisation"].choices = [
            ("", "Choose an organisation"),
            *((str(each.public_id), each.name) for each in organisations),
        ]
        self.fields["theme"].choices = [("", "No theme"), *((each.key, each.name) for each in themes)]
        if from_finding:
            del self.fields["source"], self.fields["source_words"]

    def clean(self) -> dict[str, Any]:
        """Ask for a post once, not twice."""
        given = super().clean()
        if given.get("post") and given.get("owner_post"):
            self.add_error("owner_post", "Choose a post from the list or type a title, not both")
        return given


def post_choices(posts: Sequence[Post]) -> list[tuple[str, str]]:
    """Return posts to choose from; where they are of several organisations, each says of which."""
    several = len({post.organisation_id for post in posts}) > 1
    named = [
        (str(post.public_id), f"{post.title}, {post.organisation.name}" if several else post.title)
        for post in posts
    ]
    return [("", "No post from the list"), *named]


class GiveToPost(forms.Form):
    """Whose an action is."""

    version = fields.Version()
    post = fields.Select(label="Whose post", choices=(), required=False)
    owner_post = fields.ShortText(**UNLISTED_POST)

    def __init__(self, *args: Any, posts: Sequence[Post], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = post_choices(posts)

    def clean(self) -> dict[str, Any]:
        """Ask for one post, once."""
        given = super().clean()
        if bool(given.get("post")) == bool(given.get("owner_post")):
            self.add_error("post", "Choose a post from the list or type a title")
        return given


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


class Change(forms.Form):
    """What is to be done, by when, and why it is changed."""

    version = fields.Version()
    title = fields.ShortText(label="What is to be done", max_length=300)
    description = fields.LongText(label="What done looks like", max_length=4000, required=False)
    due_on = fields.DateInput(label="By when", called="by when it is due")
    priority = fields.Choice(label="Priority", choices=Action.Priority.choices, small=True, inline=True)
    reason = fields.LongText(
        label="Why do you change it?",
        hint="Both sides of the action read it.",
        called="why you change it",
        max_length=1000,
        rows=3,
    )


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

    def __init__(self, *args: Any, state: str, not_for_us: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["move"].choices = [(key, WORDS[key]) for key in MOVES[state] if key not in not_for_us]
        if "close" not in dict(self.fields["move"].choices):
            del self.fields["single_handed_reason"]


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
