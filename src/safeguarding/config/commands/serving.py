"""`safeguarding serve`: loads nothing of the product itself, so that what it starts is there sooner."""

import os
import subprocess
import sys

import click

from safeguarding.config import postgres, readiness
from safeguarding.config import serving as server


@click.command()
@click.option(
    "--port", default=8000, show_default=True, help="The next free one is taken if this one is not."
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=2, show_default=True)
def serve(port: int, host: str, workers: int) -> None:
    """Serve the product until Ctrl-C."""
    postgres.ensure_running()
    # Whoever sets the demonstration's switch is looked at on every start: there may be real people by now.
    if "SAFEGUARDING_DEMONSTRATION" in os.environ or not readiness.is_ready():
        made = subprocess.run([sys.executable, "-m", "safeguarding.config.cli", "ready"])
        if made.returncode:
            sys.exit(made.returncode)
    sys.exit(server.serve(host, port, workers, environment=dict(os.environ)))
