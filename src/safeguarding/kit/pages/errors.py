"""The error summary at the top of a page: every problem, in the order of the page, each leading to its field."""

from dataclasses import dataclass

from django.forms import BaseForm


@dataclass(frozen=True)
class Problem:
    """One line of the summary; without an address where no field on the page can be mended."""

    text: str
    href: str = ""


def error_summary(*forms: BaseForm | None) -> list[Problem]:
    """Return what is wrong with the forms: first what concerns a whole form, then field by field as drawn."""
    return [problem for form in forms if form for problem in _problems(form)]


def _problems(form: BaseForm) -> list[Problem]:
    """Return the problems of one bound form; Django puts errors added in clean() last, the page's order is ours."""
    if not form.is_bound:
        return []
    whole = [Problem(str(text)) for text in form.non_field_errors()]
    hidden = [Problem(str(text)) for field in form.hidden_fields() for text in field.errors]
    shown = [
        Problem(str(text), f"#{getattr(field, 'first_id', field.auto_id)}")
        for field in form.visible_fields()
        for text in field.errors
    ]
    return list(dict.fromkeys(whole + hidden)) + shown
