"""The addresses of the gallery."""

from datetime import date
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import failures
from safeguarding.kit.pages.tags import Link, Tag
from tests.kit.gallery.forms import Everything
from tests.kit.gallery.rows import Rows

FOLDER = Path(__file__).parent
ACTING = {
    "person": "Dana Okafor",
    "organisation": "NHS Wyvern Integrated Care Board",
    "change_url": "/change/",
    "sign_out_url": "/out/",
    "account_url": "/account/",
}
NAVIGATION = [
    {"text": text, "url": f"/{text[:3]}/", "current": text == "Returns"}
    for text in ("Home", "Providers", "Returns", "Assessments", "Actions", "Reviews", "Papers", "Search")
]
FOOTER = [
    {"text": text, "url": f"/footer/{text[:3]}/"}
    for text in ("Accessibility statement", "Privacy notice", "Cookies", "Contact")
]
FRAME = {
    "acting": ACTING,
    "navigation": NAVIGATION,
    "footer_links": FOOTER,
    "version": "0.1.0",
    "home_url": "/",
}
COLUMNS = [
    Column("name", "Organisation", lambda row: Link(row.name, f"/o/{row.pk}/"), sort="name"),
    Column("status", "Status", lambda row: Tag(row.status), sort="status"),
    Column("due", "Due", "due", sort="due"),
    Column("count", "Questions answered", "count", sort="count", numeric=True),
    Column("note", "Note", "note", missing=""),
]


def draw(request, name, **context):
    """Draw with what the gallery says stands around a page, not with what the product's own processors say."""
    template = engines["jinja2"].env.from_string((FOLDER / f"{name}.jinja").read_text())
    return HttpResponse(template.render(FRAME | context, request=request, csrf_input="", csrf_token="token"))


def form_page(request):
    return draw(request, "form_page", form=Everything(request.POST or None), back_url="/back/")


def errors(request):
    form = Everything(
        {
            "staff": "lots",
            "due_day": "31",
            "due_month": "4",
            "due_year": "2026",
            "what": "x" * 600,
            "cohorts": ["none", "adults"],
            "title": "Kept as typed",
            "happened_month": "4",
        }
    )
    form.is_valid()
    form.add_error(None, "Someone else has already closed this action")
    return draw(request, "form_page", form=form, back_url="/back/")


def list_page(request, count):
    status = Filter("status", "Status", [("Overdue", "Overdue"), ("Completed", "Completed")])
    listing = Listing(
        request,
        Rows.of(count),
        COLUMNS,
        filters=[status],
        search=["name"],
        default_sort="name",
        noun=("return", "returns"),
    )
    return draw(request, "list_page", listing=listing)


def page(request, name):
    if name in {"400", "403", "404", "500"}:
        answer = {"400": failures.bad_request, "403": failures.forbidden, "404": failures.not_found}
        return answer[name](request) if name in answer else failures.failed(request)
    if name == "record_page":
        messages.success(request, "Action closed. Riverside Trust has been told.")
        messages.info(request, "Your session ends in 5 minutes.")
    return draw(request, name, due=date(2026, 6, 4), form=None)


def footer(request, name):
    template = engines["jinja2"].env.get_template(f"kit/pages/footer/{name}.jinja")
    said = {
        "operator": "NHS Wyvern Integrated Care Board",
        "contact_email": "help@wyvern.example",
        "changes": ["Faster"],
    }
    return HttpResponse(template.render(FRAME | said, request=request, csrf_input="", csrf_token="token"))


urlpatterns = [
    path("footer/<str:name>/", footer),
    path("form_page/", form_page),
    path("errors/", errors),
    path("list/<int:count>/", list_page),
    path("page/<str:name>/", page),
]
