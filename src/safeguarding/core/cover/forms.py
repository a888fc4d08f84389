"""What is typed to hand a leaver's work on, and to name a deputy."""

from collections.abc import Iterable

from django import forms

from safeguarding.core.people.models import PostHolding, User
from safeguarding.kit.forms import fields

NEXT = "next"
AT_ONCE, ON_A_DAY = "now", "day"


class HandOver(forms.Form):
    """To whom a leaver's open work goes, and when the leaver's account closes."""

    to = fields.Select(label="Hand everything to", called="who takes the work over", choices=())
    kind = fields.Choice(
        label="They hold the posts as",
        called="by what right they hold the posts",
        choices=PostHolding.Kind.choices,
        hint="It is not asked of posts whose next holder is recorded.",
    )
    closes = fields.Choice(
        label="The account closes",
        called="when the account closes",
        choices=((AT_ONCE, "At once"), (ON_A_DAY, "At the end of their last day")),
        hints={AT_ONCE: "They are signed out everywhere as soon as you press the button."},
    )
    last_on = fields.DateInput(
        label="Last day",
        called="the last day",
        required=False,
        hint="Needed unless the account closes at once",
    )
    sure = fields.TickBox(
        label="I have checked what they hold and who takes it over",
        error_messages={"required": "Confirm that you have checked what they hold and who takes it over"},
    )

    def __init__(self, *args, people: Iterable[User] = (), with_posts: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not with_posts:
            del self.fields["kind"]
        named = [(str(person.public_id), f"{person.name} ({person.email})") for person in people]
        self.fields["to"].choices = [(NEXT, "Each post's next holder, where one is recorded"), *named]

    def clean(self) -> dict:
        """Ask for the last day where the account closes at its end."""
        given = super().clean() or {}
        if given.get("closes") == ON_A_DAY and not given.get("last_on") and "last_on" not in self.errors:
            self.add_error("last_on", "Enter the last day")
        return given


class NameDeputy(forms.Form):
    """Who stands in, from when to when."""

    deputy = fields.Select(label="Deputy", called="a deputy", choices=())
    starts_on = fields.DateInput(label="First day", called="the first day")
    ends_on = fields.DateInput(label="Last day", called="the last day", hint="Within 90 days")

    def __init__(self, *args, people: Iterable[User] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = [
            (str(person.public_id), f"{person.name} ({person.email})") for person in people
        ]
