"""How tables and charts of figures are laid out: cells with their link, rating and change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from safeguarding.assure.indicators.models import ValidatedFigure
from safeguarding.assure.indicators.queries import Cell, Check, Line, is_of_an_earlier_claim
from safeguarding.assure.indicators.rating import rate
from safeguarding.collect import api as collect
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.forms.lists import Column
from safeguarding.kit.pages.tags import Link, Tag, rag
from safeguarding.kit.periods import Period
from safeguarding.kit.quantities import number_text

EXPORT = (
    "Indicator", "Place", "Period", "Figure", "Numerator", "Denominator", "Value", "Rating", "Change on the year before",
    "Notes", "Source", "Commissioner",
)  # fmt: skip
TREND_EXPORT = (
    "Place",
    "Period",
    "First day",
    "Last day",
    "Figure",
    "Numerator",
    "Denominator",
    "Value",
    "Rating",
    "Source",
)
VERDICTS = {"holds": "green", "differs by one": "yellow", "fails": "red", "cannot be checked": "grey"}


def address(figure: collect.Figure) -> str:
    """Return the address of the page of one figure."""
    return reverse("collect:returns_figure", args=[figure.public_id])


def head(places: Sequence[Organisation], whole: Organisation | None) -> list[dict[str, Any]]:
    """Return the headings of a table of places."""
    named = [{"text": place.name, "numeric": True} for place in places]
    return [{"text": "Indicator"}, *named, *([{"text": whole.name, "numeric": True}] if whole else [])]


def rows(lines: Iterable[Line]) -> list[list[object]]:
    """Return the rows of a table of places; an indicator without any figure is left out."""
    return [
        [
            Link(line.indicator.title, reverse("assure:indicators_trend", args=[line.indicator.urn])),
            *(cell_words(cell) for cell in (*line.cells, *([line.whole] if line.whole else []))),
        ]
        for line in lines
        if any(cell.derived for cell in (*line.cells, line.whole) if cell)
    ]


def cell_words(cell: Cell) -> SafeString | str:
    """Return a cell: the figure with its link, what it is out of, its rating and how it moved."""
    if cell.derived is None:
        return "Not returned"
    figure = cell.figure
    shown = Link(figure.qualified_text, address(figure)).__html__() if figure else cell.derived.text
    parts = [shown, *_small(cell)]
    if cell.rating:
        parts.insert(1, rag(cell.rating.letter))
    return format_html_join(SafeString("<br>"), "{}", ((part,) for part in parts))


def _small(cell: Cell) -> Iterator[SafeString]:
    figure, derived = cell.figure, cell.derived
    if figure and figure.has_parts:
        yield _hint(parts_words(figure))
    elif derived and not figure and derived.exact is not None:
        yield _hint(derived.working)
    if figure and figure.notes:
        yield _hint("; ".join(figure.notes))
    if cell.judged:
        yield judged_tag(cell.judged).__html__()
    if cell.movement and cell.movement.change:
        yield _hint(f"{cell.movement.text} on the year before")


COLOURS = {"ACCEPTED": "green", "QUERIED": "yellow", "DISPUTED": "red"}


def judged_tag(judged: ValidatedFigure) -> Tag:
    """Return what a commissioner made of a figure; of one that was corrected since, it says so."""
    if is_of_an_earlier_claim(judged):
        return Tag(f"{judged.get_verdict_display()}, corrected since", "grey")
    return Tag(judged.get_verdict_display(), COLOURS[judged.verdict])


def verdict_tag(row: collect.Observation) -> Tag:
    """Return the latest verdict on a listed figure; of one that was corrected since, it says so."""
    if row.verdict is None:
        return Tag("Not judged", "grey")
    words = ValidatedFigure.Verdict(row.verdict).label
    if row.judged_version != row.version:
        return Tag(f"{words}, corrected since", "grey")
    return Tag(words, COLOURS[row.verdict])


LISTED = (
    Column(
        "indicator",
        "Indicator",
        lambda row: Link(
            collect.observation_title(row), reverse("assure:indicators_judged", args=[row.public_id])
        ),
        sort="indicator__title",
    ),
    Column("about", "About", "about.name", sort="about__name"),
    Column("period", "Period", lambda row: Period(row.starts_on, row.ends_on).label, sort="ends_on"),
    Column("figure", "Figure", lambda row: collect.as_figure(row).qualified_text, numeric=True),
    Column("returned", "Returned by", "returned_by.name", sort="returned_by__name"),
    Column("verdict", "Verdict", verdict_tag, sort="verdict"),
    Column("judged", "Judged", "judged_at", sort="judged_at", missing="-"),
)
VERDICT_FILTER = (
    ("none", "Not judged"),
    *ValidatedFigure.Verdict.choices,
    ("corrected", "Corrected since it was judged"),
)


def parts_words(figure: collect.Figure | None) -> str:
    """Return what a figure is out of, such as "79 of 100"; nothing where that was not told."""
    if figure is None or not figure.has_parts:
        return ""
    return f"{number_text(figure.numerator)} of {number_text(figure.denominator)}"


def judged_words(judged: ValidatedFigure | None) -> str:
    """Return the same in words, for a file."""
    return judged_tag(judged).text if judged else ""


def _hint(words: str) -> SafeString:
    return format_html('<span class="nhsuk-hint nhsuk-u-font-size-16">{}</span>', words)


def export_rows(lines: Iterable[Line]) -> Iterator[list[object]]:
    """Return the same table as a file holds it, one figure a row."""
    for line in lines:
        for cell in (*line.cells, *([line.whole] if line.whole else [])):
            if cell.derived:
                yield _export_row(line, cell)


def _export_row(line: Line, cell: Cell) -> list[object]:
    derived, figure = cell.derived, cell.figure
    assert derived is not None
    return [
        line.indicator.title,
        cell.place.name,
        derived.period.label,
        derived.text,
        _plain(derived.numerator),
        _plain(derived.denominator),
        _plain(derived.exact),
        cell.rating.words if cell.rating else "",
        cell.movement.text if cell.movement else "",
        "; ".join(figure.notes) if figure else f"worked out: {derived.working}",
        figure.source if figure else "",
        judged_words(cell.judged),
    ]


def _plain(number: Any) -> object:
    return "" if number is None else int(number) if number == int(number) else number


Series = Mapping[Organisation, Mapping[Period, collect.Figure]]


def trend_export(series: Series) -> Iterator[list[object]]:
    """Return an indicator through time as a file holds it."""
    for place, found in series.items():
        for period, figure in sorted(found.items(), key=lambda item: item[0].ends_on):
            rating = rate(figure)
            yield [
                place.name,
                period.label,
                period.starts_on,
                period.ends_on,
                figure.qualified_text,
                _plain(figure.numerator),
                _plain(figure.denominator),
                _plain(figure.exact),
                rating.words if rating else "",
                figure.source,
            ]


def verdict(check: Check) -> Tag:
    """Return the verdict of a sum as a tag."""
    return Tag(check.verdict.capitalize(), VERDICTS[check.verdict])


def sources(found: Sequence[collect.Figure]) -> SafeString:
    """Return links to the figures that something was worked out of."""
    return format_html_join(", ", "{}", ((Link(f.text, address(f)).__html__(),) for f in found))
