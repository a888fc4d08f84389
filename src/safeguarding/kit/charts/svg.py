"""Draw SVG: a sheet with a title and a description, and the few shapes our charts need.

Lengths are in the sheet's own units (CSS pixels at full width); the drawing scales with the page. All text is escaped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

FONT = "Arial, Liberation Sans, sans-serif"

# NHS identity colours. Each has at least 4.5:1 against white (WCAG 2.2, 1.4.3) except PALE, which is only a fill.
BLUE, DARK_BLUE, INK, GREY, RULE, PALE, WHITE = (
    *("#005eb8", "#003087", "#212b32", "#4c6272", "#768692", "#d8dde0"),
    "#ffffff",
)
GREEN, PURPLE, PINK = "#006747", "#330072", "#7c2855"
SERIES = (BLUE, GREEN, PURPLE, PINK, GREY, DARK_BLUE)

# Widths of Open Sans, the widest of the fonts used, in thousandths of the size.
NARROW, WIDE = frozenset("ijl.,:;'|!()[]ft "), frozenset("mwMWOQ@%&")


@dataclass(frozen=True)
class Sheet:
    """A drawing in the making: `width` by `height`; `title` names it and `description` says what it shows."""

    width: float
    height: float
    title: str
    description: str
    shapes: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """A name that no other drawing of a page has, for the links inside this one."""
        return "d" + sha256(f"{self.title}|{self.description}".encode(errors="replace")).hexdigest()[:8]

    def rectangle(self, x: float, y: float, width: float, height: float, **attributes: object) -> None:
        """Draw a rectangle from its top left corner."""
        self.shapes.append(
            element("rect", x=x, y=y, width=max(width, 0), height=max(height, 0), **attributes)
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str = RULE, **attributes: object
    ) -> None:
        """Draw a straight line."""
        self.shapes.append(element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, **attributes))

    def path(self, points: Sequence[tuple[float, float]], colour: str = RULE, **attributes: object) -> None:
        """Draw a line through points."""
        joined = " ".join(f"{rounded(x)},{rounded(y)}" for x, y in points)
        self.shapes.append(element("polyline", points=joined, fill="none", stroke=colour, **attributes))

    def marker(self, kind: int, x: float, y: float, colour: str, told: str) -> None:
        """Draw the point of a series: circle, square, triangle or diamond by `kind`; `told` appears on hovering."""
        tip = f"<title>{escape(told)}</title>"
        if kind % 4 == 0:
            self.shapes.append(element("circle", tip, cx=x, cy=y, r=4.5, fill=colour))
            return
        corners = (
            *([(-4, -4), (4, -4), (4, 4), (-4, 4)], [(0, -5.5), (5, 4), (-5, 4)]),
            [(0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)],
        )[kind % 4 - 1]
        points = " ".join(f"{rounded(x + dx)},{rounded(y + dy)}" for dx, dy in corners)
        self.shapes.append(element("polygon", tip, points=points, fill=colour))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 14,
        anchor: str = "start",
        colour: str = INK,
        **more: object,
    ) -> None:
        """Write one line; `y` is its baseline and `anchor` start, middle or end."""
        shape = element(
            "text", escape(words), x=x, y=y, font_size=size, text_anchor=anchor, fill=colour, **more
        )
        self.shapes.append(shape)

    def label(self, x: float, y: float, words: str, size: float = 13) -> None:
        """Write a value in bold on a white ground, centred, so that rules behind it do not strike it through."""
        wide = width_of(words, size)
        self.rectangle(x - wide / 2, y - size * 0.85, wide, size * 1.05, fill=WHITE)
        self.text(x, y, words, size, "middle", font_weight="bold")

    def lines(self, x: float, y: float, words: Iterable[str], size: float = 14, **more: object) -> None:
        """Write several lines beneath one another, the first with its baseline at `y`."""
        for count, line in enumerate(words):
            self.text(x, y + count * size * 1.25, line, size, **more)  # type: ignore[arg-type]

    def pattern(self, kind: int, colour: str) -> str:
        """Define the fill of a series - solid, stripes up, stripes down, dots - and return what to fill with."""
        if kind % 4 == 0:
            return colour
        name = f"{self.name}p{kind}"
        ground = element("rect", width=8, height=8, fill=WHITE) + element(
            "rect", width=8, height=8, fill=colour, opacity=0.3
        )
        stripe = "M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6" if kind % 4 == 1 else "M-2,6 L2,10 M0,0 L8,8 M6,-2 L10,2"
        drawn = (
            element("circle", cx=4, cy=4, r=2.2, fill=colour)
            if kind % 4 == 3
            else element("path", d=stripe, stroke=colour, stroke_width=2.5)
        )
        tile = element("pattern", ground + drawn, id=name, width=8, height=8, patternUnits="userSpaceOnUse")
        if tile not in self.definitions:
            self.definitions.append(tile)
        return f"url(#{name})"

    def svg(self) -> str:
        """Finish: one <svg> element that scales to the width it is given, named for screen readers."""
        named = (
            element("title", escape(self.title), id=f"{self.name}t")
            + element("desc", escape(self.description), id=f"{self.name}d")
        )  # fmt: skip
        inside = (
            named
            + (element("defs", "".join(self.definitions)) if self.definitions else "")
            + GROUND
            + "".join(self.shapes)
        )
        return element(
            *("svg", inside),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {rounded(self.width)} {rounded(self.height)}",
            width=self.width,
            height=self.height,
            role="img",
            aria_labelledby=f"{self.name}t {self.name}d",
            font_family=FONT,
        )


GROUND = (
    f'<rect width="100%" height="100%" fill="{WHITE}"/>'  # a transparent picture is unreadable on a dark page
)


def element(tag: str, inside: str = "", /, **attributes: object) -> str:
    """One element; `inside` is markup already, attribute values are escaped, underscores in names become hyphens."""
    written = "".join(
        f" {name.replace('_', '-')}={quoteattr(rounded(value) if isinstance(value, float) else str(value))}"
        for name, value in attributes.items()
    )
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def rounded(value: float) -> str:
    """A length with at most one decimal, so that the same chart is always the same text."""
    return f"{round(value, 1):g}" if abs(value) < 100_000 else f"{value:.0f}"


def width_of(words: str, size: float = 14) -> float:
    """About how wide a line is, never less than it turns out in the fonts used."""
    return size * sum(
        0.34 if c in NARROW else 0.95 if c in WIDE else 0.7 if c.isupper() else 0.6 for c in words
    )


def wrapped(words: str, width: float, size: float = 14, most: int = 4) -> list[str]:
    """Break words into at most `most` lines of `width`; a word too long for a line is broken, and the rest gets an ellipsis."""
    lines: list[str] = [""]
    for word in _short_words(words, width, size):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1].rstrip(" ,;") + "…"]


def fitting_size(words: Iterable[str], width: float, sizes: Sequence[float] = (13, 12, 11, 10)) -> float:
    """The largest size in which the longest word fits into a line; the smallest when none does."""
    longest = [word for text in words for word in text.split()]
    return next((size for size in sizes if all(width_of(word, size) <= width for word in longest)), sizes[-1])


def _short_words(words: str, width: float, size: float) -> Iterable[str]:
    """The words, those longer than a line cut into pieces."""
    for word in words.split():
        piece = ""
        for character in word:
            if piece and width_of(piece + character, size) > width:
                yield piece
                piece = ""
            piece += character
        yield piece
