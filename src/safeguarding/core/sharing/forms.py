"""What is typed to share something."""

from collections.abc import Sequence
from datetime import date

from django import forms

from safeguarding.core.organisations.models import Organisation
from safeguarding.core.sharing import rules
from safeguarding.kit.forms import fields


class Give(forms.Form):
    """What is shared, with whom, why and until when."""

    resource = fields.Choice(label="What you share", called="what you share", choices=())
    shared_with = fields.Select(label="With", called="an organisation", choices=())
    reason = fields.ShortText(
        label="Why",
        called="why you share it",
        max_length=300,
        hint="They read this too. Name no patient and no member of staff.",
    )
    starts_on = fields.DateInput(label="First day", called="the first day")
    ends_on = fields.DateInput(
        label="Last day", called="the last day", hint="90 days unless you say otherwise, a year at most"
    )

    def __init__(
        self, *args, kinds: Sequence[tuple[str, str]], partners: Sequence[Organisation], today: date, **kwargs
    ) -> None:
        super().__init__(*args, initial={"starts_on": today, "ends_on": rules.usual_end(today)}, **kwargs)
        self.fields["resource"].choices = list(kinds)
        self.fields["shared_with"].choices = [(str(each.public_id), each.name) for each in partners]
