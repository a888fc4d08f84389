"""Jinja as every page uses it: where templates are found and which words and helpers they may use."""

from functools import cache

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from jinja2 import BaseLoader, ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from safeguarding.kit.pages import addresses, browsers, errors, tags, words

SERVICE_NAME = "Manage safeguarding assurance"


def messages_of(request: HttpRequest | None) -> list:
    """Return what was said to this person on the last page and not yet shown."""
    return list(get_messages(request)) if request is not None else []


def environment(*, loader: BaseLoader, **options) -> Environment:
    """
    Build the environment for Django's Jinja2 backend.

    The NHS.UK macros chain through parameters that were not given, so undefined values must chain too.
    """
    options |= {
        "undefined": ChainableUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    built = Environment(  # noqa: S701 - autoescape is on, in the options
        **options, loader=ChoiceLoader([loader, PackageLoader("nhsuk_frontend_jinja")])
    )
    built.globals.update(
        service_name=SERVICE_NAME,
        static=cache(static),  # a file's address does not change while we run
        url=addresses.address,
        messages_of=messages_of,
        error_summary=errors.error_summary,
        tag=tags.tag,
        rag=tags.rag,
        share=words.share,
        plural=words.plural,
    )
    built.filters.update(
        day=words.day,
        weekday=words.weekday,
        moment=words.moment,
        clock_time=words.clock_time,
        days_left=words.days_left,
        number=words.number,
        percent=words.percent,
        listed=words.listed,
        lines=words.lines,
        bdi=words.isolated,
        status=tags.tag,
        browser=browsers.browser,
    )
    return built
