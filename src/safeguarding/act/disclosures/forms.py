"""What people type about a request to share information."""

from datetime import date

from django import forms

from safeguarding.act.disclosures.models import Disclosure
from safeguarding.kit.forms import fields

YES, NO = "yes", "no"
YEARS = 40  # a child of 17 whose request ends after long proceedings


class Request(forms.Form):
    """Who asks for what about whom, and what for."""

    is_child = fields.Choice(
        label="Is it about a child or an adult?",
        called="whether it is about a child",
        choices=[(YES, "A child"), (NO, "An adult")],
        inline=True,
    )
    about = fields.ShortText(
        label="Local reference for the person",
        called="a local reference",
        max_length=60,
        hint="Such as a case number. Never a name.",
    )
    asker = fields.Choice(label="Who asks?", called="who asks", choices=Disclosure.Asker.choices)
    asked_by = fields.ShortText(
        label="Role and organisation of whoever asks",
        max_length=200,
        hint="Such as “duty social worker, county council”.",
    )
    asked_on = fields.DateInput(label="Day on which it was asked", called="day on which it was asked")
    purpose = fields.LongText(label="What for", called="what it is for", max_length=500, rows=3)
    wanted = fields.LongText(label="What was asked for", max_length=2000, rows=4)


class Correction(Request):
    """What was asked, to be corrected with a reason."""

    reason = fields.ShortText(label="Why you are changing this", max_length=200)
    version = fields.Version()

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        del self.fields["is_child"]


class Decision(forms.Form):
    """The decision, its basis in law and what follows from it."""

    verdict = fields.Choice(
        label="What is decided?",
        called="what is decided",
        choices=[choice for choice in Disclosure.Verdict.choices if choice[0] != Disclosure.Verdict.PENDING],
    )
    basis = fields.Choice(
        label="Basis in law",
        choices=Disclosure.Basis.choices,
        hint="Sharing to safeguard does not rest on consent; where the person agreed, say so all the same.",
    )
    rationale = fields.LongText(
        label="Why this is necessary and proportionate",
        max_length=2000,
        hint="Also where nothing is shared: what harm sharing would do, or why it is not relevant.",
    )
    shared = fields.LongText(label="What was shared", max_length=2000, rows=4, required=False)
    told = fields.LongText(
        label="Who was given it",
        max_length=500,
        rows=3,
        required=False,
        hint="Role and organisation. Never a name.",
    )
    is_person_told = fields.Choice(
        label="Has the person, or somebody for them, been told?",
        called="whether the person was told",
        choices=[(YES, "Yes"), (NO, "No")],
        inline=True,
    )
    why_not_told = fields.ShortText(label="If not, why", max_length=300, required=False)
    review_on = fields.DateInput(label="Review this decision on", called="day of review", required=False)
    version = fields.Version()

    def clean(self) -> dict:
        """Return yes and no as such."""
        typed = super().clean()
        return typed | {"is_person_told": typed.get("is_person_told") == YES}


class End(forms.Form):
    """The end of a request; of one about a child also the years from which its time is counted, where they are known."""

    ended_on = fields.DateInput(label="Day on which it ended", called="day on which it ended")
    outcome = fields.LongText(label="What came of it", max_length=500, rows=3)
    born_in = fields.Select(
        label="Year of birth of the youngest child",
        choices=(),
        required=False,
        hint="The year alone. The request is kept to the 25th or 26th birthday.",
    )
    died_in = fields.Select(
        label="If the child has died, the year",
        called="year of death",
        choices=(),
        required=False,
        hint="The request is then kept for eight years after that.",
    )
    version = fields.Version()

    def __init__(self, *args, is_child: bool, today: date, **options) -> None:
        super().__init__(*args, **options)
        years = [("", "Not known"), *((str(y), str(y)) for y in range(today.year, today.year - YEARS, -1))]
        for name in ("born_in", "died_in"):
            self.fields[name].choices = years
            if not is_child:
                del self.fields[name]

    def clean(self) -> dict:
        """Return the years as numbers; nobody dies before they are born."""
        typed = super().clean()
        for name in ("born_in", "died_in"):
            typed[name] = int(typed[name]) if typed.get(name) else None
        if typed["born_in"] and typed["died_in"] and typed["died_in"] < typed["born_in"]:
            self.add_error("died_in", "The year of death must not lie before the year of birth")
        return typed
