"""Goal 16: from an empty folder to the first page, and a restart."""

from bench import peer, place
from bench.table import Line


def install() -> list[Line]:
    """Install into an empty folder and start once more; the run goes on with what was installed."""
    first = place.first_page()
    again = place.first_page()
    return [
        Line(16, "first install to first page", first, peer.FIRST_INSTALL, 0.1, "s", beside="peer"),
        Line(16, "restart to first page", again, peer.IMPORT, 1, "s", beside="peer's import"),
    ]
