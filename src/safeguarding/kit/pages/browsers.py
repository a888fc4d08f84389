"""Names a browser as its user would: "Chrome on Windows", not what it says of itself."""


def browser(user_agent: str) -> str:
    """Return the browser and the system that an HTTP User-Agent header names, as far as it can be told."""
    from ua_parser import (
        parse,
    )  # a quarter of a second that two pages need, and the start of the product does not

    found = parse(user_agent or "")
    names = [part.family for part in (found.user_agent, found.os) if part]
    return " on ".join(names) or "A browser that gives no name we know"
