"""What people type about an alert."""

from django import forms

from safeguarding.collect.alerts.models import AdultAlert
from safeguarding.kit.forms import fields


class Alert(forms.Form):
    """An alert that was raised with the council."""

    about = fields.ShortText(
        label="Local reference for the adult", max_length=60, hint="Such as a case number. Never a name."
    )
    kind = fields.Select(label="Kind of abuse or neglect", choices=AdultAlert.Kind.choices)
    raised_on = fields.DateInput(label="Day on which it was raised", called="day on which it was raised")
    what_happened = fields.LongText(label="What happened", max_length=2000)
    whereabouts = fields.ShortText(
        label="Where the adult is now, in general words",
        max_length=200,
        required=False,
        hint="Never an address.",
    )
    done = fields.LongText(label="What was done", max_length=2000, required=False)


class Correction(Alert):
    """What an alert says, to be corrected with a reason."""

    reason = fields.ShortText(label="Why you are changing this", max_length=200)
    version = fields.Version()


class End(forms.Form):
    """The end of an alert."""

    ended_on = fields.DateInput(label="Day on which it ended", called="day on which it ended")
    version = fields.Version()
