"""The one way in which a page with a form answers: show it, or do one thing and go on, or say why it was refused."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from safeguarding.kit.refusals import Refused


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was typed into the page's form, or nothing where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    template: str,
    context: dict[str, Any] | Callable[[], dict[str, Any]],
    done: str | Callable[[Any], str],
    to: Callable[[Any], str],
    beside: Callable[[Refused], str | None] = lambda _: None,
) -> HttpResponse:
    """
    Show a form, or pass what was typed to one operation and go on.

    :param act: is given the cleaned data and calls the operation; what it refuses is shown on the form.
    :param context: what else the page shows; a function where it costs something and is not wanted once all is done.
    :param done: what the next page says; nothing where that page shows it anyhow.
    :param to: is given what the operation returned, and says where to go.
    :param beside: is given a refusal, and names the field that it stands beside, if it is about one.
    """
    if form.is_valid():
        try:
            made = act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(beside(refusal), str(refusal))
        else:
            if said := done(made) if callable(done) else done:
                messages.success(request, said)
            return redirect(to(made))
    shown = context() if callable(context) else context
    return render(request, template, shown | {"form": form})
