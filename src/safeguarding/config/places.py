"""Where the product and its content stand; asked by the settings, and by what starts before Django does."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
PROJECT = PACKAGE.parents[1]
CONTENT = Path(os.environ.get("SAFEGUARDING_CONTENT", PROJECT / "content"))
