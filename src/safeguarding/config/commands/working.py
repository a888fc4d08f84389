"""`safeguarding worker`: does the work that pages leave for later."""

import click

from safeguarding.config import postgres
from safeguarding.core.access import jobs


@click.command()
@click.option("--concurrency", default=2, show_default=True, help="How many jobs run at the same time.")
@click.option("--until-idle", is_flag=True, help="Stop when no job is left.")
@click.option(
    "--with-parent", is_flag=True, hidden=True, help="Stop when the process that started this one is gone."
)
def worker(concurrency: int, until_idle: bool, with_parent: bool) -> None:
    """Run jobs until Ctrl-C: e-mails, reminders, reports. Several workers may run beside one another."""
    if with_parent:
        jobs.stop_with_parent()
    postgres.ensure_running()
    jobs.work(concurrency=concurrency, until_idle=until_idle)
