"""List pages: sort, filter, search, page and export in SQL, from what the page's topic allows and nothing else."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, reduce
from operator import or_
from urllib.parse import urlencode

from django.core.exceptions import BadRequest, ValidationError
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from markupsafe import Markup, escape

from safeguarding.kit.forms import clean
from safeguarding.kit.pages import words
from safeguarding.kit.spreadsheets.write import MEDIA

LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Column:
    """One column: its key in the address, its heading, what a row shows in it and how it sorts."""

    key: str
    text: str
    value: str | Callable[[object], object] = (
        ""  # an attribute path such as "organisation.name", or a function of the row
    )
    sort: str | None = (
        None  # the field to order by, such as "organisation__name"; without it the column does not sort
    )
    numeric: bool = False
    missing: str = words.MISSING  # what stands where there is nothing; a missing figure is never 0

    def of(self, row: object) -> object:
        """Return what a row shows in this column."""
        if callable(self.value):
            return self.value(row)
        found = row
        for name in self._path:
            found = getattr(found, name, None)
        return found() if callable(found) else found

    @cached_property
    def _path(self) -> tuple[str, ...]:
        return tuple(str(self.value or self.key).split("."))

    @cached_property
    def opening(self) -> SafeString:
        """Return what stands before each row's words in this column: the same for every row, so drawn once."""
        return format_html(
            '<td class="nhsuk-table__cell{}" role="cell"><span class="nhsuk-table__heading" aria-hidden="true">{} </span>'
            "<span>",
            " nhsuk-table__cell--numeric" if self.numeric else "",
            self.text,
        )


@dataclass(frozen=True)
class Filter:
    """One drop-down above the list; `field` is a look-up, or `apply` narrows the rows itself."""

    key: str
    text: str
    options: Sequence[tuple[object, str]]
    field: str = ""
    apply: Callable[[QuerySet, str], QuerySet] | None = None
    chosen: str = ""

    def narrow(self, rows: QuerySet) -> QuerySet:
        """Return the rows that the chosen option keeps."""
        if not self.chosen:
            return rows
        return (
            self.apply(rows, self.chosen)
            if self.apply
            else rows.filter(**{self.field or self.key: self.chosen})
        )


@dataclass(frozen=True)
class Heading:
    """A column's heading as drawn: where a click on it leads and how it is sorted now."""

    text: str
    numeric: bool
    url: str
    order: str


@dataclass(frozen=True)
class Sort:
    """One order of the rows, as offered in the form."""

    key: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class PageLink:
    """A numbered link, or the gap between two."""

    number: int = 0
    url: str = ""
    current: bool = False
    ellipsis: bool = False


def words_searched(request: HttpRequest) -> str:
    """
    Return the words searched for, tidied and cut; what cannot be typed honestly finds nothing special.

    :raises BadRequest: if they hold what no database can be asked for.
    """
    try:
        return clean.one_line(request.GET.get("q", "")[:LONGEST_SEARCH])
    except ValidationError as wrong:
        raise BadRequest("The search holds characters that cannot be searched for") from wrong


def _is_written(chosen: Filter) -> bool:
    """Test whether a choice has no key of its own: its words are those that somebody wrote in the rows."""
    return any(str(value) == text == chosen.chosen for value, text in chosen.options)


class Listing:
    """
    One list page as asked for in its address: `?q=…&sort=-due&page=2` and one key for each filter.

    :raises BadRequest: for a sort or a filter that the page does not offer.
    """

    def __init__(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        columns: Sequence[Column],
        *,
        filters: Sequence[Filter] = (),
        search: Sequence[str] = (),
        default_sort: str = "",
        per_page: int = 25,
        noun: tuple[str, str] = ("row", "rows"),
        exportable: bool = True,
        most_exported: int | None = None,
    ) -> None:
        self.asked = request.GET
        self.queryset, self.columns, self.per_page, self.noun = queryset, tuple(columns), per_page, noun
        self.searchable, self.default_sort, self.exportable = tuple(search), default_sort, exportable
        self.most_exported = most_exported
        self.filters = [self._chosen(each) for each in filters]
        self.searched = words_searched(request) if self.searchable else ""
        self.sorted_by = self._sorted_by()

    # What was asked for

    def _chosen(self, offered: Filter) -> Filter:
        """Return a filter with what was chosen in it."""
        chosen = self.asked.get(offered.key, "")
        if chosen and chosen not in {str(value) for value, _ in offered.options}:
            raise BadRequest(f"{offered.key} is not one of the choices")
        return Filter(offered.key, offered.text, offered.options, offered.field, offered.apply, chosen)

    def _sorted_by(self) -> str:
        """Return the key sorted by, with a minus for the other way round."""
        asked = self.asked.get("sort", "")
        if asked and asked.removeprefix("-") not in {column.key for column in self.columns if column.sort}:
            raise BadRequest("The list cannot be sorted by that")
        return asked

    @property
    def filtered(self) -> bool:
        """Test whether anything narrows the list."""
        return bool(self.searched or any(each.chosen for each in self.filters))

    # The rows

    @cached_property
    def matching(self) -> QuerySet:
        """Return every row that was asked for, in order; the last key is unique so that pages never overlap."""
        rows = reduce(lambda found, each: each.narrow(found), self.filters, self.queryset)
        if self.searched:
            rows = rows.filter(
                reduce(or_, (Q(**{f"{field}__icontains": self.searched}) for field in self.searchable))
            )
        order = self._order()
        return rows.order_by(*order, "pk") if order else rows

    def _order(self) -> list:
        """Return what to order by: what was clicked, else what the page says, else as the query came."""
        chosen = self.sorted_by or self.default_sort
        column = next((each for each in self.columns if each.key == chosen.removeprefix("-")), None)
        if not column or not column.sort:
            return []
        key = F(column.sort)
        return [key.desc(nulls_last=True) if chosen.startswith("-") else key.asc(nulls_last=True)]

    @cached_property
    def count(self) -> int:
        """Return how many rows match."""
        return self.matching.count()

    @cached_property
    def total_unfiltered(self) -> int:
        """Return how many rows there are at all; asked of the database only where nothing matches."""
        return self.count if self.count or not self.filtered else self.queryset.count()

    @cached_property
    def rows(self) -> list:
        """Return the rows of this page."""
        start = (self.page - 1) * self.per_page
        return list(self.matching[start : start + self.per_page])

    def cells(self, row: object) -> list[tuple[Column, object]]:
        """Return each column with what the row shows in it, in words."""
        return [(column, in_words(column.of(row), column.missing)) for column in self.columns]

    def drawn(self, row: object) -> Markup:
        """Return a row's cells as the page holds them: put together here, because a template is slow at small pieces."""
        cells = [f"{column.opening}{escape(cell)}</span></td>" for column, cell in self.cells(row)]
        return Markup("".join(cells))  # noqa: S704 - our own mark-up, and words that are escaped

    # The pages

    @cached_property
    def page_count(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, math.ceil(self.count / self.per_page))

    @cached_property
    def page(self) -> int:
        """Return the page asked for, brought into what there is."""
        asked = self.asked.get("page", "1")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
        return min(max(number, 1), self.page_count)

    @property
    def pages(self) -> list[PageLink]:
        """Return the numbered links: the first, the last, this one and its neighbours, with gaps between."""
        shown = sorted(
            {1, self.page_count} | set(range(max(1, self.page - 1), min(self.page_count, self.page + 1) + 1))
        )
        links, last = [], 0
        for number in shown:
            if number == last + 2:
                links.append(self._page_link(number - 1))
            elif number > last + 2:
                links.append(PageLink(ellipsis=True))
            links.append(self._page_link(number))
            last = number
        return links

    def _page_link(self, number: int) -> PageLink:
        return PageLink(number, self.address(page=number), number == self.page)

    @property
    def previous_url(self) -> str:
        """Return the address of the page before, or nothing."""
        return self.address(page=self.page - 1) if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        """Return the address of the page after, or nothing."""
        return self.address(page=self.page + 1) if self.page < self.page_count else ""

    # The words and addresses on the page

    def address(self, **changed: object) -> str:
        """Return the address of this list with something changed; an empty value is left out."""
        now = {each.key: each.chosen for each in self.filters} | {"q": self.searched, "sort": self.sorted_by}
        return "?" + urlencode({key: value for key, value in (now | changed).items() if value})

    @property
    def clear_url(self) -> str:
        """Return the address of the whole list in the same order."""
        return "?" + urlencode({"sort": self.sorted_by} if self.sorted_by else {})

    @property
    def headings(self) -> list[Heading]:
        """Return the headings; a click on the column sorted by turns it round."""
        chosen = self.sorted_by or self.default_sort
        return [self._heading(column, chosen) for column in self.columns]

    def _heading(self, column: Column, chosen: str) -> Heading:
        if not column.sort:
            return Heading(column.text, column.numeric, "", "")
        order = {column.key: "ascending", f"-{column.key}": "descending"}.get(chosen, "")
        turned = f"-{column.key}" if order == "ascending" else column.key
        return Heading(column.text, column.numeric, self.address(sort=turned), order)

    @property
    def sorts(self) -> list[Sort]:
        """Return the orders to choose from, both ways for each column that sorts, as one list for a narrow screen."""
        chosen = self.sorted_by or self.default_sort
        offered = [column for column in self.columns if column.sort]
        found = [Sort("", "Usual order", not chosen)] if not self.default_sort else []
        for column in offered:
            found.append(Sort(column.key, f"{column.text}, lowest or A first", chosen == column.key))
            found.append(
                Sort(f"-{column.key}", f"{column.text}, highest or Z first", chosen == f"-{column.key}")
            )
        return found if offered else []

    @property
    def count_text(self) -> str:
        """Return how many rows match, such as 1,162 actions."""
        return words.plural(self.count, *self.noun)

    @property
    def showing_text(self) -> str:
        """Return which rows stand on this page."""
        first = (self.page - 1) * self.per_page + 1
        last = min(self.page * self.per_page, self.count)
        return f"{words.number(first)} to {words.number(last)} of {words.number(self.count)}"

    # Taking it away

    @property
    def wanted_export(self) -> str:
        """Return csv or xlsx where the address asks for a file, else nothing."""
        asked = self.asked.get("export", "")
        if asked and (asked not in MEDIA or not self.exportable or self.is_too_long_to_leave):
            raise BadRequest("The list cannot be downloaded as that")
        return asked

    @property
    def is_too_long_to_leave(self) -> bool:
        """Test whether more rows match than may leave in one file."""
        return self.most_exported is not None and self.count > self.most_exported

    @property
    def narrowed(self) -> str:
        """
        Return what narrows the list, for the audit: identifiers and states.

        Words searched for may name somebody and are not kept, nor is a choice that is itself what somebody wrote.
        """
        chosen = [
            f"{each.key} {'as written' if _is_written(each) else each.chosen}"
            for each in self.filters
            if each.chosen
        ]
        return "; ".join([*chosen, *(["words searched for"] if self.searched else [])])

    @property
    def leaving(self) -> Iterable:
        """Return the rows that this answer hands out: those of the page, or all that match where a file is asked for."""
        return self.matching if self.wanted_export else self.rows

    def export_url(self, kind: str) -> str:
        """Return the address of the file of what is listed."""
        return self.address(export=kind)

    def export_rows(self) -> Iterator[list[object]]:
        """Yield every matching row, not just this page's, as plain values for a file."""
        for row in self.matching.iterator(chunk_size=2000):
            yield [plain(column.of(row)) for column in self.columns]


class Held(list):
    """Rows that were read already, as a list page asks a query for them; for lists that stand in one record."""

    def count(self) -> int:  # type: ignore[override]
        """Return how many there are."""
        return len(self)

    def iterator(self, chunk_size: int = 0) -> Iterator:
        """Yield every one."""
        return iter(self)


def in_words(value: object, missing: str = words.MISSING) -> object:
    """Return a cell as a page shows it: dates and counts in words, nothing as “Not recorded”."""
    if isinstance(value, str) or hasattr(value, "__html__"):
        return value or missing
    if value is None:
        return missing
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value)
    return words.number(value) if isinstance(value, int | float) else value


def plain(value: object) -> object:
    """Return a cell as a file holds it: numbers and dates as they are, tags and links as their words."""
    return str(value) if hasattr(value, "__html__") else value
