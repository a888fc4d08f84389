"""An address that is put together from its page's pattern is the one that Django would work out anew."""

from uuid import uuid4

from django.urls import NoReverseMatch, reverse

from safeguarding.kit.pages.addresses import address
from tests.house.test_addresses import our_routes


def test_an_address_put_together_is_the_one_that_django_works_out(settings):
    settings.ROOT_URLCONF = "safeguarding.config.urls"
    compared = 0
    for route in our_routes():
        for places in ([], [uuid4()], [uuid4(), uuid4()]):
            try:
                expected = reverse(route.name, args=places)
            except NoReverseMatch:
                continue
            assert address(route.name, *places) == expected
            compared += len(places)

    assert compared > 100


def test_a_part_that_is_no_id_is_written_as_django_writes_it(settings):
    settings.ROOT_URLCONF = "safeguarding.config.urls"
    public_id = uuid4()

    assert address("collect:assessments_standard", public_id, "A1") == reverse(
        "collect:assessments_standard", args=[public_id, "A1"]
    )
