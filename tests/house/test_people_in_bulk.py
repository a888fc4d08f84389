"""
Records about people come one by one and leave as their page shows them.

The security plan (1.3, T30) asks for a second person where more than 500 records about people come in or leave at once. The
product has no such way: a file that comes in fills no such table, one of people is added up and its lines are dropped, and
no more than 500 records leave in a file.
"""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safeguarding.collect.imports.models import SentIn
from safeguarding.collect.imports.registry import IMPORTERS
from safeguarding.core.access.rowsecurity import our_models
from safeguarding.core.audit.downloads import MOST_PEOPLE
from tests.collect.reviews.making import a_review
from tests.core.restricted.making import a_request, an_alert, opened, taken
from tests.house.reading import modules, shown

# The columns of the access matrix that are about people (security plan 1.1: L3 and L4).
ABOUT_PEOPLE = {"TRN", "CASE", "LDR", "CLA", "ADU", "SUP", "SHR"}
MANY_AT_ONCE = re.compile(
    r"\b(\w+)\.(?:objects|_default_manager)\.bulk_create|(?:insert into|copy) (\w+)", re.IGNORECASE
)
HEADING = re.compile(r'<th class="nhsuk-table__header[^>]*>(.*?)</th>', re.DOTALL)
PERSON = "9990001"


def tables_about_people() -> set[str]:
    """Return the tables of records about people, by the names of their models and by their own."""
    found = [model for model in our_models() if getattr(model, "resource", "") in ABOUT_PEOPLE]
    listed = [model for model in found if model.reach.listed]
    assert len(listed) >= 3
    return {model.__name__ for model in listed} | {model._meta.db_table for model in listed}


def filled_at_once(source: str) -> set[str]:
    """Return what a file fills with many rows at once."""
    return {name for found in MANY_AT_ONCE.findall(source) for name in found if name}


def test_nothing_puts_many_records_about_people_in_at_once():
    about_people = tables_about_people()

    found = {
        (shown(path), name)
        for path in modules()
        for name in filled_at_once(path.read_text(encoding="utf-8")) & about_people
    }

    assert found == set()
    assert filled_at_once("Alert.objects.bulk_create(rows)\ninsert into collect_x (a)") == {
        "Alert",
        "collect_x",
    }


def test_each_kind_of_file_that_comes_in_is_known_and_one_is_of_people():
    of_people = {key for key, one in IMPORTERS.items() if any(each.person_level for each in one.formats)}

    assert of_people == {"training"}


def test_six_hundred_lines_about_staff_leave_nothing_of_any_of_them(world, sign_in):
    lines = [
        f"Riverside NHS Trust,{PERSON}{n},Fire,Y,1-Apr-2024,1-Apr-2026" for n in range(MOST_PEOPLE + 100)
    ]
    head = "Organisation,Assignment Number,Competence Name,Competence Required,Date Achieved,Expiry Date"
    data = "\n".join([head, *lines]).encode()

    file = SimpleUploadedFile("staff.csv", data)
    sign_in(world.terry).post(
        reverse("collect:imports_send", args=["training"]), {"file": file, "as_at": "2025-03-31"}
    )

    world.actor("terry")
    kept = SentIn.objects.get()
    assert len(kept.prepared) == 1
    assert kept.read_rows == len(lines)
    assert PERSON not in str([getattr(kept, field.attname) for field in kept._meta.concrete_fields])


def columns_of(page: str) -> list[str]:
    """Return the headings that a list shows, without the mark of its order."""
    shown_as = [re.sub(r"<span[^>]*>.*?</span>|<[^>]+>", "", heading) for heading in HEADING.findall(page)]
    return [html.unescape(words).strip() for words in shown_as if words.strip()]


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("adele", "/collect/alerts/"),
        ("dana", "/act/disclosures/"),
        ("dana", "/collect/reviews/"),
        ("cal", "/core/audit/"),
    ],
)
def test_a_file_holds_the_columns_of_its_page_and_no_others(world, sign_in, who, address):
    an_alert(world)
    a_request(world)
    a_review(world)
    client = opened(sign_in(getattr(world, who)), world)
    page = client.get(address).content.decode()
    assert "export=csv" in page

    file = taken(client, f"{address}?export=csv").content.decode("utf-8-sig")

    columns = file.splitlines()[0].split(",")
    assert set(columns) <= set(columns_of(page))
    assert len(columns) >= 3
