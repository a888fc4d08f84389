"""Governance charts: who reports to whom, with the structures on the left and the accountable individuals on the right.

Arrows point from a body to the one it reports to; dashed lines join those that work together. Every box is one size on
a grid, so that lines can run in the gaps and never behind a box. Works for about 5 to 25 boxes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from safeguarding.kit.charts.svg import (
    BLUE,
    DARK_BLUE,
    GREY,
    INK,
    PURPLE,
    Sheet,
    element,
    rounded,
    width_of,
    wrapped,
)

BOX, INDENT, SIDE, GAP, TOP, GUTTER, WIDEST = 150, 14, 14, 34, 46, 36, 760
NAME_SIZE, DETAIL_SIZE = 14, 12.5
STRUCTURES, INDIVIDUALS = "Structures and committees", "Individual accountability"


@dataclass(frozen=True)
class Node:
    """A box. `reports_to` and `works_with` name other boxes by `key`; `detail` is a short second line.

    The first of `reports_to` decides where the box stands; a further one is drawn as a dashed line.
    """

    key: str
    name: str
    detail: str = ""
    reports_to: tuple[str, ...] = ()
    works_with: tuple[str, ...] = ()


@dataclass
class Box:
    """A node with its place: `x` in units from the left, `row` counted from 0; `beneath` when it hangs on a spine."""

    node: Node
    x: float
    row: int
    beneath: bool = False
    children: list["Box"] = field(default_factory=list)


def hierarchy(
    title: str, structures: Sequence[Node], individuals: Sequence[Node] = (), description: str = ""
) -> str:
    """Draw the chart; each column hangs from its own tops. Returns SVG.

    :raises ValueError: without structures, when two boxes share a key, a named box does not exist or reports go round.
    """
    _check(structures, individuals)
    width, left_boxes = _arranged(structures)
    start = width + (GUTTER + 12 * len(_side_links(structures, individuals)) if individuals else 0)
    right_boxes = _column(individuals, start, across=0)[1] if individuals else []
    boxes = {box.node.key: box for box in (*_all(left_boxes), *_all(right_boxes))}
    tall = max(_tall(box.node) for box in boxes.values())
    rows = max(box.row for box in boxes.values()) + 1
    full = max(max(box.x for box in boxes.values()) + BOX, 460) + SIDE
    told = description or " ".join(sentences([*structures, *individuals]))
    sheet = Sheet(full, TOP + rows * (tall + GAP) + 22, title, told)
    drawing = _Drawing(sheet, tall, width, boxes, {node.key for node in individuals})
    drawing.draw(_side_links(structures, individuals), start if individuals else None)
    return sheet.svg()


def sentences(nodes: Sequence[Node]) -> list[str]:
    """Say the chart in words, one sentence for each box, for the list that must stand beside it."""
    names = {node.key: node.name for node in nodes}
    said = []
    for node in nodes:
        reports = " and to ".join(names[key] for key in node.reports_to)
        works = " and ".join(names[key] for key in node.works_with)
        about = f"{node.name} ({node.detail})" if node.detail else node.name
        verb = f"reports to {reports}" if reports else "stands at the top"
        said.append(f"{about} {verb}{f' and works with {works}' if works else ''}.")
    return said


def _check(structures: Sequence[Node], individuals: Sequence[Node]) -> None:
    nodes = {node.key: node for node in (*structures, *individuals)}
    if not structures or len(nodes) != len(structures) + len(individuals):
        raise ValueError("a governance chart needs structures, each with its own key")
    named = {key for node in nodes.values() for key in (*node.reports_to, *node.works_with)}
    if named - set(nodes):
        raise ValueError(f"no box is called {', '.join(sorted(named - set(nodes)))}")
    for node in nodes.values():
        seen = {node.key}
        while node.reports_to:
            node = nodes[node.reports_to[0]]
            if node.key in seen:
                raise ValueError(f"{node.name} reports to itself in the end")
            seen.add(node.key)


def _arranged(nodes: Sequence[Node]) -> tuple[float, list[Box]]:
    """Spread as many levels side by side as fit; the levels below hang beneath one another."""
    for across in (4, 3, 2, 1):
        width, boxes = _column(nodes, SIDE, across)
        if width <= WIDEST:
            return width, boxes
    return _column(nodes, SIDE, across=0)


def _column(nodes: Sequence[Node], left: float, across: int) -> tuple[float, list[Box]]:
    """Place the trees of a column: side by side when `across`, else beneath one another. Returns its right edge too."""
    own = {node.key for node in nodes}
    tops = [node for node in nodes if not set(node.reports_to[:1]) & own]
    boxes, right, row = [], left, 0
    for top in tops:
        box, edge = _placed(top, nodes, left if across == 0 else right, row, across)
        boxes.append(box)
        right = max(right, edge + SIDE)
        row = max(each.row for each in _all([box])) + 1 if across == 0 else 0
    return right, boxes


def _placed(node: Node, nodes: Sequence[Node], x: float, row: int, across: int) -> tuple[Box, float]:
    """Place a node and all that reports to it; returns the box and the right edge of its tree."""
    reporting = [each for each in nodes if each.reports_to[:1] == (node.key,)]
    box, edge, below = Box(node, x, row), x + BOX, row + 1
    if across > 0 and reporting and not (across == 1 and len(reporting) > 1):
        at = x
        for each in reporting:
            child, edge = _placed(each, nodes, at, row + 1, across - 1)
            box.children.append(child)
            at = edge + SIDE
        box.x = (box.children[0].x + box.children[-1].x) / 2
        return box, edge
    for each in reporting:
        child, child_edge = _placed(each, nodes, x + INDENT, below, 0)
        child.beneath = True
        box.children.append(child)
        below, edge = max(one.row for one in _all([child])) + 1, max(edge, child_edge)
    return box, edge


def _all(boxes: Sequence[Box]) -> Iterator[Box]:
    for box in boxes:
        yield box
        yield from _all(box.children)


def _side_links(structures: Sequence[Node], individuals: Sequence[Node]) -> list[tuple[str, str]]:
    """Every pair joined by a dashed line, once."""
    columns = [{node.key for node in structures}, {node.key for node in individuals}]
    links = []
    for node in (*structures, *individuals):
        own = columns[0] if node.key in columns[0] else columns[1]
        hangs = set(node.reports_to[:1]) & own
        for other in (*[key for key in node.reports_to if key not in hangs], *node.works_with):
            if (other, node.key) not in links and (node.key, other) not in links:
                links.append((node.key, other))
    return links


def _name_lines(node: Node) -> list[str]:
    return wrapped(node.name, BOX - 12, NAME_SIZE)


def _detail_lines(node: Node) -> list[str]:
    return wrapped(node.detail, BOX - 12, DETAIL_SIZE, 3) if node.detail else []


def _tall(node: Node) -> float:
    return len(_name_lines(node)) * NAME_SIZE * 1.25 + len(_detail_lines(node)) * DETAIL_SIZE * 1.25 + 16


@dataclass
class _Drawing:
    """What the parts of the drawing share: the sheet, the height of a box, the gutter's left edge and the boxes."""

    sheet: Sheet
    tall: float
    gutter: float
    boxes: dict[str, Box]
    individuals: set[str]

    def draw(self, links: list[tuple[str, str]], right_column: float | None) -> None:
        """Headings, then lines, then boxes over them, then the key."""
        self.sheet.text(SIDE, 22, STRUCTURES, 14, colour=DARK_BLUE, font_weight="bold")
        if right_column is not None:
            self.sheet.text(right_column, 22, INDIVIDUALS, 14, colour=PURPLE, font_weight="bold")
        for lane, link in enumerate(links):
            self._side_link(lane, link)
        for box in self.boxes.values():
            for child in box.children:
                self._report(box, child)
        for box in self.boxes.values():
            self._box(box)
        self._key(bool(links))

    def top(self, box: Box) -> float:
        """The upper edge of a box."""
        return TOP + box.row * (self.tall + GAP)

    def _report(self, box: Box, child: Box) -> None:
        """The line from a body up to the one it reports to, its head at the upper end."""
        below = self.top(box) + self.tall
        if child.beneath:
            spine, across = box.x + INDENT / 2, self.top(child) + self.tall / 2
            self.sheet.path(
                [(child.x, across), (spine, across), (spine, below + 6)], DARK_BLUE, stroke_width=1.5
            )
            self._head(spine, below)
            return
        middle, at = box.x + BOX / 2, child.x + BOX / 2
        bend = self.top(child) - 20
        points = [(at, self.top(child)), (at, bend), (middle, bend), (middle, below + 6)]
        self.sheet.path(points, DARK_BLUE, stroke_width=1.5)
        self._head(middle, below)

    def _head(self, x: float, y: float) -> None:
        """An arrow head that points up to (x, y)."""
        points = " ".join(f"{rounded(x + dx)},{rounded(y + dy)}" for dx, dy in ((0, 0), (5, 8), (-5, 8)))
        self.sheet.shapes.append(element("polygon", points=points, fill=DARK_BLUE))

    def _side_link(self, lane: int, link: tuple[str, str]) -> None:
        """A dashed line through the gaps and the gutter; each has its own lane there."""
        first, second = sorted(link, key=lambda key: key in self.individuals)
        across = self.gutter + 12 + 12 * lane
        points = [*self._way_out(first, across), *reversed(self._way_out(second, across))]
        self.sheet.path(points, GREY, stroke_width=1.5, stroke_dasharray="5 4")

    def _way_out(self, key: str, across: float) -> list[tuple[float, float]]:
        """From a box to the gutter: over its top when it stands left of it, straight when right of it."""
        box = self.boxes[key]
        if key in self.individuals:
            middle = self.top(box) + self.tall / 2
            return [(box.x, middle), (across, middle)]
        at, over = box.x + BOX * 0.8, self.top(box) - 9
        return [(at, self.top(box)), (at, over), (across, over)]

    def _box(self, box: Box) -> None:
        """A box with its name and detail; individuals have round corners and another edge."""
        individual = box.node.key in self.individuals
        edge = {"stroke": PURPLE if individual else BLUE, "stroke_width": 1.5, "rx": 14 if individual else 2}
        self.sheet.rectangle(
            box.x, self.top(box), BOX, self.tall, fill="#f3eef7" if individual else "#e8f1fa", **edge
        )
        names, details = _name_lines(box.node), _detail_lines(box.node)
        free = self.tall - _tall(box.node)
        y, middle = self.top(box) + 8 + free / 2 + NAME_SIZE, box.x + BOX / 2
        self.sheet.lines(middle, y, names, NAME_SIZE, anchor="middle", font_weight="bold")
        self.sheet.lines(middle, y + len(names) * NAME_SIZE * 1.25 - 1, details, DETAIL_SIZE, anchor="middle")

    def _key(self, dashed: bool) -> None:
        """Say what the two kinds of line mean."""
        y = self.sheet.height - 12
        self._head(SIDE + 6, y - 10)
        self.sheet.line(SIDE + 6, y - 4, SIDE + 6, y + 4, DARK_BLUE, stroke_width=1.5)
        self.sheet.text(SIDE + 18, y, "reports to", 12, colour=INK)
        if dashed:
            x = SIDE + 18 + width_of("reports to", 12) + 20
            self.sheet.line(x, y - 4, x + 30, y - 4, GREY, stroke_width=1.5, stroke_dasharray="5 4")
            self.sheet.text(x + 38, y, "works with or also reports to", 12, colour=INK)
