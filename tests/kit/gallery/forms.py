"""Every field."""

from django import forms

from safeguarding.kit.forms import fields

RATINGS = [("met", "Met"), ("partly", "Partly met"), ("not", "Not met"), ("na", "Not applicable")]
COHORTS = [
    ("children", "Children"),
    ("adults", "Adults"),
    ("looked_after", "Children in care"),
    ("none", "None of these"),
]


class Everything(forms.Form):
    """One of each field."""

    title = fields.ShortText(
        label="Title of the action", called="a title", max_length=60, hint="Say what will be done"
    )
    what = fields.LongText(label="What was found", called="what was found", max_length=500)
    rating = fields.Choice(
        label="How far is this standard met?",
        called="how far it is met",
        choices=RATINGS,
        hints={"na": "Say why below"},
    )
    organisation = fields.Select(
        label="Organisation",
        called="an organisation",
        choices=[("1", "Riverside Trust"), ("2", "Hillside Surgery")],
    )
    cohorts = fields.TickBoxes(
        label="Who is it about?", called="who it is about", choices=COHORTS, alone=["none"]
    )
    staff = fields.WholeNumber(
        label="Staff required to be trained", called="staff required", hint="Count heads, not posts"
    )
    compliance = fields.DecimalNumber(
        label="Staff in date", called="staff in date", most=100, places=1, suffix="%", width=5
    )
    due = fields.DateInput(label="Due date", hint="For example, 4 6 2026")
    happened = fields.MonthInput(label="When it happened", hint="A month or a year will do", required=False)
    email = fields.Email()
    password = fields.Password()
    evidence = fields.FileUpload(label="Evidence", called="a file", accept=[".pdf", ".docx"], required=False)
    approved = fields.TickBox(
        label="Our executive lead has approved these answers",
        error_messages={"required": "Confirm that your executive lead has approved these answers"},
    )
    version = fields.Version(initial=3)
    once = fields.RequestKey()
