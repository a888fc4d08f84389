"""Goal 15: memory of a worker after the run, and a change of permission seen by every worker at once."""

from bench import peer, place
from bench.run import Run
from bench.table import Line


def measure(run: Run) -> list[Line]:
    """Measure the largest worker of each site; run this last."""
    ours = place.memory(run.product.workers()[0]) / 1e6
    beside = place.memory(run.minimal.workers()[0]) / 1e6
    return [
        Line(15, "memory of a worker", ours, peer.WORKER_BYTES / 1e6, 0.2, "MB", beside="peer"),
        Line(15, "memory of a worker", ours, beside, 4, "MB"),
        permission_change(run),
    ]


def permission_change(run: Run) -> Line:
    """Give and end a role again and again; every worker must answer by what is true on its next request."""
    clients = [run.lead(50) for _ in range(8)]  # kept-alive connections are spread over the workers
    wrong = 0
    for number in range(10):
        held = number % 2 == 1
        until = "null" if held else "current_date - 1"
        run.database.execute(
            f"update core_roleholding set ends_on = {until} where user_id = %s", [run.people.leads[50].pk]
        )
        answers = [client.get("/") for client in clients for _ in range(2)]
        wrong += sum((answer.status == 200) != held for answer in answers)
    return Line(15, "stale answers in 160 after a change of role", wrong, 1, 0, "", beside="")
