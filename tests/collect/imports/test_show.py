"""What a file says, its faults, its storing and its receipt."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safeguarding.collect.models import Observation
from tests.collect.imports.test_send import GOOD


def sent(client, data=GOOD):
    file = SimpleUploadedFile("figures.csv", data)
    return client.post(reverse("collect:imports_send", args=["figures"]), {"file": file}).headers["Location"]


def test_a_file_is_looked_at_stored_and_receipted(world, sign_in):
    client = sign_in(world.adi)
    address = sent(client)

    before = client.get(address).content.decode()
    after = client.post(address, follow=True).content.decode()

    assert "1 figure to be stored" in before
    assert "Store these figures" in before
    assert "1 figure added, 0 corrected, 0 unchanged." in after
    assert "Store these figures" not in after


def test_every_fault_is_listed_and_there_is_no_button(world, sign_in):
    client = sign_in(world.adi)
    data = (
        GOOD
        + b"No such thing,North Wyvern,2024-25,5,count\nSafeguarding adult alerts,Nowhere,2024-25,lots,count\n"
    )

    page = client.get(sent(client, data)).content.decode()

    assert "2 faults to mend" in page
    assert "not in the library of indicators" in page
    assert "is not a number" in page
    assert "Store these figures" not in page


def test_pressed_again_it_says_that_it_was_stored(world, sign_in):
    client = sign_in(world.adi)
    address = sent(client)
    client.post(address)

    again = client.post(address).content.decode()

    assert "was stored already" in again
    world.actor("adi")
    assert Observation.objects.count() == 1


def test_the_same_file_sent_again_changes_nothing(world, sign_in):
    client = sign_in(world.adi)
    client.post(sent(client))

    page = client.post(sent(client), follow=True).content.decode()

    assert "Nothing was changed by sending it again." in page


def test_a_file_that_another_has_overtaken_is_refused_until_it_is_checked_anew(world, sign_in):
    client = sign_in(world.adi)
    first, second = sent(client), sent(client, GOOD.replace(b"1162", b"1163"))
    client.post(first)

    page = client.post(second).content.decode()

    assert "“figures.csv” has figures for the same period" in page
    assert "Send this file again" in page
    world.actor("adi")
    assert Observation.objects.count() == 1
    anew = sent(client, GOOD.replace(b"1162", b"1163"))
    assert "0 figures added, 1 corrected" in client.post(anew, follow=True).content.decode()


def test_a_file_about_another_period_goes_on(world, sign_in):
    client = sign_in(world.adi)
    first, second = sent(client), sent(client, GOOD.replace(b"2024-25", b"2023-24"))
    client.post(first)

    assert "This is its receipt" in client.post(second, follow=True).content.decode()


@pytest.mark.parametrize("person", ["pat", "olga", "oscar"])
def test_another_organisation_does_not_find_it(world, sign_in, person):
    address = sent(sign_in(world.adi))

    assert sign_in(getattr(world, person)).get(address).status_code == 404
