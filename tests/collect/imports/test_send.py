"""Sending a file: it is checked and shown, and nothing counts yet."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safeguarding.collect.imports.models import SentIn
from safeguarding.collect.models import Observation

GOOD = b"indicator,area,period,value,unit\nSafeguarding adult alerts,North Wyvern,2024-25,1162,count\n"


def send(client, data, key="figures", name="figures.csv", **more):
    return client.post(
        reverse("collect:imports_send", args=[key]), {"file": SimpleUploadedFile(name, data), **more}
    )


def test_a_file_is_shown_before_it_is_stored(world, sign_in):
    response = send(sign_in(world.adi), GOOD)

    assert response.status_code == 302
    world.actor("adi")
    assert SentIn.objects.get().state == "CHECKED"
    assert Observation.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"%PDF-1.7 x", "PDF"), (b"PK\x03\x04 x", "damaged"), (b"", "empty"), (b"\0\0\0", "empty")],
)
def test_what_is_no_spreadsheet_is_refused_at_the_box(world, sign_in, data, words):
    response = send(sign_in(world.adi), data)

    assert response.status_code == 200
    assert words in response.content.decode()
    world.actor("adi")
    assert SentIn.objects.count() == 0


def test_a_staff_record_asks_for_its_day(world, sign_in):
    page = send(sign_in(world.terry), GOOD, key="training").content.decode()

    assert "There is a problem" in page
    assert "day of the count" in page


def test_a_kind_that_is_not_there_is_not_found(world, sign_in):
    assert send(sign_in(world.adi), GOOD, key="nonsense").status_code == 404


def test_who_may_not_write_figures_sends_nothing(world, sign_in):
    assert send(sign_in(world.connie), GOOD).status_code == 404


RECORD = (
    b"Organisation,Assignment Number,Competence Name,Competence Required,Date Achieved,Expiry Date\n"
    b"Riverside NHS Trust,9990001,Fire,Y,1-Apr-2024,1-Apr-2026\n"
)


def test_a_staff_record_of_a_known_year_but_no_known_day_says_so(world, sign_in):
    told = {"as_at": "2025-03-31", "reported_for": "2024/25"}

    send(sign_in(world.terry), RECORD, key="training", name="staff.csv", **told)

    world.actor("terry")
    (figure,) = SentIn.objects.get().prepared
    assert (figure["starts"], figure["ends"]) == ("2024-04-01", "2025-03-31")
    assert figure["qualifiers"] == ["date not stated"]


def test_a_period_that_is_none_is_refused_at_the_box(world, sign_in):
    told = {"as_at": "2025-03-31", "reported_for": "some time"}

    response = send(sign_in(world.terry), RECORD, key="training", name="staff.csv", **told)

    assert "There is a problem" in response.content.decode()
