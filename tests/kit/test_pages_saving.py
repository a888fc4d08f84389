"""The one way in which a page with a form answers."""

import pytest
from django import forms
from django.http import HttpResponse

from safeguarding.kit.pages import saving
from safeguarding.kit.refusals import Refused


class Wish(forms.Form):
    """What is wished for."""

    wish = forms.CharField()


@pytest.fixture
def page(rf, monkeypatch):
    """Return a page that answers with what it shows, and keeps what it said."""
    said = []
    monkeypatch.setattr(saving.messages, "success", lambda _, words: said.append(words))

    def shown(request, template, context):
        answer = HttpResponse()
        answer.context = context
        return answer

    monkeypatch.setattr(saving, "render", shown)

    def answer(wish, act, **options):
        form = Wish(None if wish is None else {"wish": wish})
        given = {"template": "x", "context": {"a": 1}, "done": "Done", "to": lambda made: f"/{made}/"}
        answered = saving.answer(rf.get("/"), form, act, **given | options)
        answered.said = said
        return answered

    return answer


def refuse(_):
    raise Refused("No.")


def test_shows_the_form_and_does_nothing_until_it_is_filled_in(page):
    for wish in (None, ""):
        answer = page(wish, refuse)

        assert answer.context["a"] == 1
        assert "No." not in answer.context["form"].non_field_errors()


def test_does_one_thing_says_so_and_goes_on(page):
    answer = page("tea", lambda given: given["wish"])

    assert (answer.status_code, answer["Location"], answer.said) == (302, "/tea/", ["Done"])


def test_what_it_says_may_hang_on_what_was_made_or_be_nothing(page):
    assert page("tea", lambda given: given["wish"], done=lambda made: f"{made} is made").said == [
        "tea is made"
    ]
    assert page("tea", lambda given: given["wish"], done="").said == ["tea is made"]


def test_a_refusal_stands_on_the_form_or_beside_its_field(page):
    assert page("tea", refuse).context["form"].non_field_errors() == ["No."]
    assert page("tea", refuse, beside=lambda _: "wish").context["form"].errors == {"wish": ["No."]}


def test_what_costs_something_is_not_fetched_once_all_is_done(page):
    assert page("tea", refuse, context=lambda: {"dear": 7}).context["dear"] == 7
    assert page("tea", lambda _: "tea", context=refuse).status_code == 302
