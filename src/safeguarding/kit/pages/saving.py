"""The one way in which a page with a form answers: show it, or do one thing and go on, or say why it was refused."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safeguarding.kit.refusals import Refused


def answer(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    template: str,
    context: dict[str, Any],
    done: str,
    to: Callable[[object], Any],
) -> HttpResponse:
    """
    Show a form, or pass what was typed to one operation and go on.

    :param act: is given the cleaned data and calls the operation; what it refuses is shown on the form.
    :param done: what the next page says.
    :param to: is given what the operation returned, and says where to go.
    """
    if form.is_valid():
        try:
            made = act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(to(made))
    return render(request, template, context | {"form": form})
