"""The record that was opened in an emergency."""

from django.utils import timezone

from safeguarding.core.breakglass.models import Opening
from safeguarding.core.restricted import operations
from tests.core.breakglass.making import opening
from tests.core.restricted.making import an_alert, as_reader, kept, opened, taken


def address(found):
    return f"/core/breakglass/{found.public_id}/"


def test_shows_it_with_the_readers_name_and_the_time(world, sign_in):
    found = opening(world)

    page = opened(sign_in(world.hana), world).get(address(found)).content.decode()

    assert "Supported housing in the north" in page
    assert "hana@demo.invalid" in page


def test_never_shows_where_somebody_lives_behind_a_safe_address(world, sign_in):
    row = an_alert(world)
    as_reader(world, "pat")
    operations.flag(restricted=kept(row), safe_address=True, by=as_reader(world, "pat"), at=timezone.now())
    found = opening(world, row=row)

    page = opened(sign_in(world.hana), world).get(address(found)).content.decode()

    assert "Found without food for two days" in page
    assert "Supported housing" not in page


def test_nobody_else_and_not_after_the_hour(world, sign_in):
    found = opening(world)

    assert opened(sign_in(world.gwen), world).get(address(found)).status_code == 404
    as_reader(world, "hana")
    Opening.objects.filter(pk=found.pk).update(
        opened_at=found.opened_at.replace(year=2020), until=timezone.now()
    )
    assert opened(sign_in(world.hana), world).get(address(found)).status_code == 404


def test_the_ordinary_page_stays_shut(world, sign_in):
    row = an_alert(world)
    opening(world, row=row)

    assert opened(sign_in(world.hana), world).get(f"/collect/alerts/{row.public_id}/").status_code == 404


def test_is_neither_printed_nor_handed_out(world, sign_in):
    found = opening(world)
    browser = opened(sign_in(world.hana), world)

    page = browser.get(address(found)).content.decode()
    file = taken(browser, f"{address(found)}?export=csv")

    hidden = page.split('<div class="app-never-printed">')[1].split('<p class="app-only-printed">')[0]
    assert "Found without food for two days" in hidden
    assert page.count("Found without food for two days") == 1
    assert file.status_code == 403
    assert "Found without food" not in file.content.decode()
