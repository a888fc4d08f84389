"""Let a drawing into a document only if it holds nothing but shapes and words.

A document is stored and read back, and its drawings go into pages as they are, so they are checked rather than trusted.
"""

from xml.parsers import expat

ELEMENTS = frozenset(
    ("svg", "title", "desc", "defs", "pattern", "marker", "g", "rect", "line", "polyline", "polygon", "path")
    + ("circle", "ellipse", "text", "tspan")
)


def require_harmless(svg: str) -> None:
    """Check a drawing.

    :raises ValueError: when it is not well-formed, or holds a script, style, link, picture, event or entity.
    """
    if not svg.startswith("<svg") or "<!" in svg or "<?" in svg:
        raise ValueError("a drawing is one <svg> element and nothing else")
    parser = expat.ParserCreate()
    parser.StartElementHandler = _require_shape
    try:
        parser.Parse(svg.encode(), True)
    except expat.ExpatError as error:
        raise ValueError(f"the drawing is not well-formed: {error}") from error


def _require_shape(name: str, attributes: dict[str, str]) -> None:
    if name not in ELEMENTS:
        raise ValueError(f"a drawing may not hold <{name}>")
    for attribute, value in attributes.items():
        linked = "url(" in value and not value.startswith("url(#")
        if attribute.lower().startswith(("on", "style", "href", "xlink", "src")) or linked:
            raise ValueError(f"a drawing may not hold {attribute}={value!r}")
