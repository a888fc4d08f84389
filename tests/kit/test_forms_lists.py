"""List pages: sort, filter, search, page and take away, and nothing that the page does not offer."""

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import BadRequest
from django.utils import timezone

from safeguarding.kit.forms.lists import Column, Filter, Listing, plain
from safeguarding.kit.pages.tags import Link, Tag

pytestmark = pytest.mark.django_db
COLUMNS = [
    Column("name", "Name", lambda row: Link(row.session_key, f"/{row.pk}/"), sort="session_key"),
    Column("area", "Area", "session_data", sort="session_data"),
    Column("note", "Note", lambda row: None),
]
AREA = Filter("area", "Area", [("north", "North"), ("south", "South")], field="session_data")


@pytest.fixture
def rows():
    """Sixty rows of a table that the product's own role may write and that belongs to nobody."""
    Session.objects.bulk_create(
        Session(
            session_key=f"surgery {n:04}",
            session_data="north" if n % 3 else "south",
            expire_date=timezone.now(),
        )
        for n in range(1, 61)
    )
    return Session.objects.all()


@pytest.fixture
def listed(rf, rows):
    def build(asked="", **options):
        settings = {
            "filters": [AREA],
            "search": ["session_key"],
            "default_sort": "name",
            "noun": ("surgery", "surgeries"),
        }
        return Listing(rf.get(f"/{asked}"), rows, COLUMNS, **settings | options)

    return build


def names(listing):
    return [row.session_key for row in listing.rows]


def test_a_page_holds_25_rows_in_the_usual_order(listed):
    listing = listed()

    assert names(listing) == [f"surgery {n:04}" for n in range(1, 26)]
    assert listing.count_text == "60 surgeries"
    assert listing.showing_text == "1 to 25 of 60"
    assert (listing.page_count, listing.previous_url, listing.next_url) == (3, "", "?page=2")


def test_pages_never_overlap_where_rows_are_equal_in_what_is_sorted_by(listed):
    seen = [row.pk for page in (1, 2, 3) for row in listed(f"?sort=area&page={page}").rows]

    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize(
    ("asked", "page"), [("-1", 1), ("0", 1), ("999999999", 3), ("9" * 400, 1), ("x", 1), ("２", 1)]
)
def test_a_page_that_is_not_there_is_brought_into_what_is(listed, asked, page):
    listing = listed(f"?page={asked}")

    assert listing.page == page
    assert listing.rows


@pytest.mark.parametrize(
    "asked", ["?sort=password", "?sort=note", "?sort=(select 1)", "?sort=--name", "?area=west", "?q=%00"]
)
def test_what_the_page_does_not_offer_is_a_bad_request(listed, asked):
    with pytest.raises(BadRequest):
        listed(asked)


@pytest.mark.parametrize("asked", ["?export=pdf", "?export=../x"])
def test_only_the_offered_files_can_be_asked_for(listed, asked):
    with pytest.raises(BadRequest):
        _ = listed(asked).wanted_export
    with pytest.raises(BadRequest):
        _ = listed("?export=csv", exportable=False).wanted_export
    assert listed("?export=csv").wanted_export == "csv"


def test_a_filter_and_a_search_narrow_the_list_and_stay_in_its_addresses(listed):
    listing = listed("?area=south&q=SURGERY 00&sort=-name")

    assert listing.count == 20
    assert names(listing)[0] == "surgery 0060"
    assert listing.filtered
    assert listing.export_url("csv") == "?area=south&q=SURGERY+00&sort=-name&export=csv"
    assert listing.clear_url == "?sort=-name"


def test_a_filter_may_narrow_in_its_own_way(listed):
    late = Filter(
        "late", "Late", [("yes", "Yes")], apply=lambda rows, _: rows.filter(session_key__gte="surgery 0059")
    )

    assert names(listed("?late=yes", filters=[late])) == ["surgery 0059", "surgery 0060"]


def test_a_search_for_a_sign_of_the_database_is_a_search_for_that_sign(listed):
    assert listed("?q=%25").count == 0
    assert listed("?q=_").count == 0
    assert listed("?q=").count == 60


def test_a_heading_leads_to_its_order_and_then_turns_it_round(listed):
    name, area, note = listed().headings

    assert (name.order, name.url) == ("ascending", "?sort=-name")
    assert (area.order, area.url) == ("", "?sort=area")
    assert (note.order, note.url) == ("", "")
    assert listed("?sort=-name").headings[0].order == "descending"


def test_every_order_is_offered_to_a_narrow_screen(listed):
    assert [sort.key for sort in listed().sorts] == ["name", "-name", "area", "-area"]
    assert [sort.key for sort in listed("?sort=-area").sorts if sort.chosen] == ["-area"]
    assert listed(default_sort="").sorts[0].chosen


@pytest.mark.parametrize(
    ("page", "drawn"), [(1, "1 2 … 60"), (3, "1 2 3 4 … 60"), (30, "1 … 29 30 31 … 60"), (60, "1 … 59 60")]
)
def test_the_numbered_links_show_the_ends_and_the_neighbours(listed, page, drawn):
    pages = listed(f"?page={page}", per_page=1).pages

    assert " ".join("…" if each.ellipsis else str(each.number) for each in pages) == drawn
    assert [each.number for each in pages if each.current] == [page]


def test_a_file_holds_every_row_that_matches_as_plain_values(listed):
    rows = list(listed("?area=south&page=1").export_rows())

    assert len(rows) == 20
    assert rows[0] == ["surgery 0003", "south", None]
    assert plain(Tag("Overdue")) == "Overdue"


def test_a_cell_says_what_is_missing(listed):
    listing = listed()

    assert [cell for _, cell in listing.cells(listing.rows[0])][2] == "Not recorded"


def test_a_list_asks_the_database_twice_however_long_it_is(listed, django_assert_num_queries):
    with django_assert_num_queries(2):
        listing = listed()
        assert (listing.count_text, listing.total_unfiltered, len(listing.rows)) == ("60 surgeries", 60, 25)
        assert listing.pages


def test_an_empty_list_is_told_from_one_in_which_nothing_matches(listed, rf):
    nothing = Listing(rf.get("/"), Session.objects.none(), COLUMNS)

    assert (nothing.total_unfiltered, nothing.filtered, nothing.page_count) == (0, False, 1)
    assert (listed("?q=nowhere").count, listed("?q=nowhere").total_unfiltered) == (0, 60)
