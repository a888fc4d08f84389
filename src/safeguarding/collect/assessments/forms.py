"""The forms of rounds and returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from safeguarding.collect.assessments import queries
from safeguarding.collect.assessments.models import Answer, SelfAssessment
from safeguarding.collect.assessments.operations import Given
from safeguarding.collect.frameworks.models import FrameworkVersion, Question
from safeguarding.collect.frameworks.queries import NOT_APPLICABLE
from safeguarding.core.files import contents
from safeguarding.core.organisations.models import OrganisationKind
from safeguarding.kit.forms import fields


class Issue(forms.Form):
    """What is asked, of whom, by when."""

    framework = fields.Select(label="Framework", choices=())
    title = fields.ShortText(
        label="What you call this round",
        hint="For example, Safeguarding assurance framework 2026/27",
        max_length=200,
    )
    period_start = fields.DateInput(label="First day that the answers are about")
    period_end = fields.DateInput(label="Last day that the answers are about")
    due_on = fields.DateInput(label="Answers are due on", called="due date")
    kinds = fields.TickBoxes(
        label="Everybody of these kinds",
        hint="Those that you commission and that the framework is for. Each gets one self-assessment.",
        choices=(),
        required=False,
        small=True,
    )
    picked = fields.LongText(
        label="Others, by name or code",
        hint="One on each line, exactly as in the register of organisations.",
        max_length=20_000,
        rows=4,
        required=False,
    )
    ourselves = fields.TickBox(label="We answer it about ourselves too", required=False)
    note = fields.LongText(label="Anything that they should know", max_length=2000, required=False)

    def __init__(
        self, *args: Any, frameworks: list[FrameworkVersion], kinds: list[OrganisationKind], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["framework"].choices = [
            ("", "Choose a framework"),
            *((str(each.public_id), f"{each.title}, version {each.version}") for each in frameworks),
        ]
        self.fields["kinds"].choices = [(kind.key, kind.plural) for kind in kinds]

    def clean(self) -> dict[str, Any]:
        """Refuse dates that run backwards and a round that asks nobody."""
        given = super().clean()
        first, last = given.get("period_start"), given.get("period_end")
        if first and last and last < first:
            self.add_error("period_end", "The last day must be on or after the first day")
        if not (given.get("kinds") or given.get("picked") or given.get("ourselves")):
            self.add_error("kinds", "Choose whom to ask: kinds of organisation, names, or yourselves")
        return given


class Add(forms.Form):
    """Who else is asked to answer a round, and by when."""

    picked = fields.LongText(
        label="Whom, by name or code",
        called="whom to ask",
        hint="One on each line, exactly as in the register of organisations.",
        max_length=20_000,
        rows=4,
    )
    due_on = fields.DateInput(label="Their answers are due on", called="due date")
    note = fields.LongText(
        label="Why they join now",
        hint="They read this on their self-assessment.",
        max_length=1000,
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["due_on"].earliest = today


class State(forms.Form):
    """How a round goes on: suspend, resume or close."""

    version = fields.Version()
    move = fields.Choice(
        label="What should happen to this round?",
        choices=(),
        hints={
            "suspend": "Held in abeyance: nothing of it is overdue until you resume it",
            "close": "Nobody can send answers any more",
        },
    )
    reason = fields.LongText(
        label="Why, if you suspend it", max_length=500, rows=3, required=False, called="reason"
    )
    review_on = fields.DateInput(label="When you will look at it again, if you suspend it", required=False)

    def __init__(self, *args: Any, state: str, **options: Any) -> None:
        super().__init__(*args, **options)
        words = {"suspend": "Suspend it", "resume": "Resume it", "close": "Close it"}
        allowed = {"OPEN": ("suspend", "close"), "SUSPENDED": ("resume", "close")}.get(state, ())
        self.fields["move"].choices = [(key, words[key]) for key in allowed]

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where others will want to know it."""
        given = super().clean()
        if given.get("move") == "suspend" and not given.get("reason"):
            self.add_error("reason", "Enter why the round is suspended")
        return given


class Reason(forms.Form):
    """A step that others are told the reason of."""

    version = fields.Version()
    reason = fields.LongText(label="Why?", called="reason", max_length=1000, rows=4)


class Extend(Reason):
    """A later date for one organisation."""

    due_on = fields.DateInput(label="New due date")
    field_order = ("version", "due_on", "reason")


class Confirm(forms.Form):
    """A step that needs no more than a yes."""

    version = fields.Version()


class Sign(forms.Form):
    """The typed declaration of whoever signs for the organisation."""

    version = fields.Version()
    declaration = fields.TickBox(
        label="I have read these answers. They are a fair account of how this organisation safeguards children and "
        "adults, and I approve them on its behalf.",
        error_messages={"required": "Confirm that you have read and approve these answers"},
    )
    name = fields.ShortText(label="Type your full name", called="your full name", max_length=120)
    position = fields.ShortText(label="Your position", max_length=120)
    note = fields.LongText(
        label="Anything that your commissioner should know", max_length=2000, required=False
    )


FILES_HINT = f"{contents.ALLOWED}; each 20 MB or smaller. Never a document about a patient or resident."
NO_PERSON = {"required": "Confirm that the document names no patient, resident or family"}


class Evidence(forms.Form):
    """Files that show an answer to be so, or where something is kept."""

    files = fields.FileUploads(
        label="Files",
        hint=FILES_HINT,
        accept=contents.ACCEPT,
        max_megabytes=20,
        required=False,
        mark_optional=False,
    )
    title = fields.ShortText(
        label="Or a link: what it is",
        hint="For example, Safeguarding policy, ratified 4 March 2026",
        called="what it is",
        max_length=200,
        required=False,
        mark_optional=False,
    )
    url = fields.ShortText(
        label="Address of the document",
        hint="It starts with https:// and opens for your commissioner.",
        called="the address of the document",
        max_length=500,
        required=False,
        mark_optional=False,
    )
    no_person = fields.TickBox(
        label="It names no patient, resident or family",
        error_messages=NO_PERSON,
    )

    def clean_url(self) -> str:
        """Refuse what is not a secure address."""
        url = self.cleaned_data["url"]
        if not url:
            return ""
        check = forms.URLField(assume_scheme="https")
        try:
            check.clean(url)
        except ValidationError:
            raise ValidationError("Enter an address in full, like https://example.nhs.uk/policy") from None
        if not url.startswith("https://"):
            raise ValidationError("Enter an address that starts with https://")
        return url

    def clean(self) -> dict[str, Any]:
        """Ask for files, or for both halves of a link."""
        given = super().clean()
        if given.get("url") and not given.get("title"):
            self.add_error("title", "Enter what it is")
        if given.get("title") and not given.get("url") and "url" not in self.errors:
            self.add_error("url", "Enter the address of the document")
        shown = any(given.get(name) or name in self.errors for name in ("files", "title", "url"))
        if not shown:
            self.add_error("files", "Choose a file, or enter the address of the document")
        return given


class NewVersion(forms.Form):
    """A newer version of a file of evidence."""

    file = fields.FileUpload(
        label="The newer file", hint=FILES_HINT, accept=contents.ACCEPT, max_megabytes=20
    )
    no_person = fields.TickBox(
        label="It names no patient, resident or family",
        error_messages=NO_PERSON,
    )


class Remove(forms.Form):
    """Why something is taken away again."""

    reason = fields.LongText(
        label="Why do you remove it?", called="why you remove it", max_length=1000, rows=3
    )


@dataclass(frozen=True)
class Asked:
    """One question as the page shows it: its four fields, its evidence and what somebody else wrote meanwhile."""

    question: Question
    rating: Any
    what_we_do: Any
    how_we_know: Any
    why_not_applicable: Any
    theirs: Answer | None = None


PARTS = ("rating", "what_we_do", "how_we_know", "why_not_applicable")


class Standard(forms.Form):
    """Every question of one standard: a rating by the framework's scale, what we do, and how we know."""

    version = fields.Hidden()  # the stamps of all answers on the page, so that a stale one is seen

    def __init__(
        self,
        *args: Any,
        assessment: SelfAssessment,
        questions: tuple[Question, ...],
        answers: dict[int, Answer],
        **options: Any,
    ) -> None:
        self.questions, self.answers = questions, answers
        initial = {"version": join_stamps({q.key: queries.stamp(answers.get(q.pk)) for q in questions})}
        for question in questions:
            words = queries.said(answers.get(question.pk))
            initial |= {name_of(question, part): word for part, word in zip(PARTS, words, strict=True)}
        super().__init__(*args, initial=initial, **options)
        self.fields["version"].limit = 100_000
        for question in questions:
            self._add(question, assessment.framework)

    def _add(self, question: Question, framework: FrameworkVersion) -> None:
        choices = [(step["key"], step["label"]) for step in framework.scale]
        hints = {step["key"]: step["descriptor"] for step in framework.scale}
        if framework.may_not_apply:
            choices.append((NOT_APPLICABLE, "Not applicable"))
        where = f"for {question.key}"
        made = (
            fields.Choice(
                label=f"{question.key}. How do you rate yourselves?",
                called=f"a rating {where}",
                choices=choices,
                hints=hints,
                small=True,
                required=False,
                mark_optional=False,
            ),
            fields.LongText(
                label="What we do", called=f"what we do {where}", required=False, mark_optional=False
            ),
            fields.LongText(
                label="How we know that it works",
                called=f"how we know {where}",
                required=False,
                mark_optional=False,
            ),
            fields.LongText(
                label="If it does not apply, why?",
                called=f"why it does not apply {where}",
                max_length=1000,
                rows=2,
                required=False,
                mark_optional=False,
            ),
        )
        self.fields |= {name_of(question, part): field for part, field in zip(PARTS, made, strict=True)}

    def given(self) -> dict[Question, Given]:
        """Return what was typed, by question, with the stamp of what stood there when the page was opened."""
        stamps = split_stamps(self.cleaned_data["version"])
        return {
            question: Given(
                **{part: self.cleaned_data[name_of(question, part)] for part in PARTS},
                stamp=stamps.get(question.key, "0."),
            )
            for question in self.questions
        }

    def show_conflicts(self, stamps: dict[str, str], conflicts: dict[str, Answer]) -> None:
        """Ask what should stand where somebody else wrote meanwhile; what was typed stays in its boxes."""
        self.theirs = conflicts
        self.data = self.data.copy()
        self.data["version"] = join_stamps(stamps)
        for key in conflicts:
            question = next(each for each in self.questions if each.key == key)
            said = "Somebody else answered this after you opened the page. Read both, then save what should stand"
            self.add_error(name_of(question, "rating"), f"{key}: {said}")

    def asked(self) -> list[Asked]:
        """Return the questions in order with their fields, for the page."""
        theirs = getattr(self, "theirs", {})
        return [
            Asked(
                question,
                *(self[name_of(question, part)] for part in PARTS),
                theirs=theirs.get(question.key),
            )
            for question in self.questions
        ]


def sent(questions: tuple[Question, ...], data: Mapping[str, str]) -> tuple[Question, ...]:
    """Return the questions that the page's script sent: those that somebody typed in since the last save."""
    return tuple(question for question in questions if name_of(question, "what_we_do") in data)


def name_of(question: Question, part: str) -> str:
    """Return the name of one field of one question in the form."""
    return f"q{question.number}_{part}"


def join_stamps(stamps: dict[str, str]) -> str:
    """Write the stamps of a page's answers as one text: A1=3.0a1b2c;A2=0.9f…"""
    return ";".join(f"{key}={stamp}" for key, stamp in stamps.items())


def split_stamps(text: str) -> dict[str, str]:
    """Read the stamps of a page's answers; what is not one is left out, which makes its answer a new one."""
    pairs = (part.partition("=") for part in text.split(";"))
    return {key: stamp for key, equals, stamp in pairs if equals}


def first_day_of_year(today: date) -> date:
    """Return the first day of the financial year of a day, which a new round is about unless somebody says otherwise."""
    return date(today.year if today.month >= 4 else today.year - 1, 4, 1)
