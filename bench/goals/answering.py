"""Goals 1, 2 and 4: save one answer, many people saving at once, and a whole self-assessment on one page."""

import json
import re
from itertools import count

from bench import fill_assessments, peer
from bench.forms import Form
from bench.goals.pages import minimal_page
from bench.load import Answer, Client
from bench.run import CLIENTS, Run
from bench.table import Line

MOST_FOR_A_SAVE, MOST_FOR_A_PAGE = 15, 20


class Editor:
    """Somebody who answers one standard; each `save` changes one answer and takes the stamp that comes back."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address, self.typed = client, address, count(1)
        page = client.get(address)
        assert page.status == 200, f"{address}: {page.status}"
        fields = Form(page.body.decode()).fields
        self.changing = next(name for name in fields if name.endswith("_what_we_do"))
        # The page's script sends the question that somebody typed in, and what stands outside of all questions.
        typed_in = self.changing.removesuffix("what_we_do")
        self.fields = {
            name: value
            for name, value in fields.items()
            if name.startswith(typed_in) or not re.match(r"q\d+_", name)
        }

    def save(self) -> Answer:
        """Change one answer as the page's script does while somebody types."""
        self.fields[self.changing] = (
            f"Version {next(self.typed)} of {id(self)}. {fill_assessments.COMMENT.strip()}"
        )
        answer = self.client.post(self.address, self.fields, X_Autosave="1")
        if answer.status == 200:
            told = json.loads(answer.body)
            assert len(told["saved"]) == 1, told
            self.fields["version"] = told["version"]
        return answer


def measure(run: Run) -> list[Line]:
    """Measure saves, then pages of three sizes."""
    data = fill_assessments.found()
    return [*saves(run, data), *whole_pages(run, data)]


def standard(public_id, key: str = "S1") -> str:
    """Return the address of one standard of a self-assessment."""
    return f"/collect/assessments/{public_id}/standards/{key}/"


def saves(run: Run, data) -> list[Line]:
    """Save with eight people of eight providers, count, and see that nothing was lost."""
    two_editors(run, data)
    editors = {}
    for number in range(CLIENTS):
        editor = Editor(run.lead(number), standard(data.open_ones[number]))
        editors[id(editor.client)] = editor
    clients = [editor.client for editor in editors.values()]
    before, sent = versions(run), []

    def save(client: Client) -> Answer:
        sent.append(client)
        return editors[id(client)].save()

    slow = run.slowness()
    ours, beside = run.compare(clients, save, minimal_save, close=False)
    slow = (slow + run.slowness()) / 2
    asked = run.statements(clients[0], save)
    theirs = run.statements(run.minimal_client(), minimal_save)
    kept = versions(run) - before
    assert kept == len(sent), f"{len(sent)} saves left {kept} versions"
    sql = f"{asked} SQL, minimal {theirs}; {kept} saves, none lost"
    return [
        Line(1, "save one answer, p50", ours.p50, peer.SAVE * slow, 0.01, "ms", beside="peer, scaled"),
        Line(1, "save one answer, p50", ours.p50, beside.p50, 4, "ms", note=sql),
        Line(1, "save one answer, statements", asked, MOST_FOR_A_SAVE, 1, "", beside="most"),
        Line(
            2,
            "saves, 8 people",
            ours.rate,
            peer.SAVES_A_SECOND / slow,
            100,
            "/s",
            beside="peer, scaled",
            at_least=True,
        ),
        Line(2, "saves, 8 people", ours.rate, beside.rate, 0.3, "/s", at_least=True),
    ]


def two_editors(run: Run, data) -> None:
    """See that of two people who change the same answer the second is told, and what the first wrote stands."""
    address = standard(data.open_ones[20])
    first, second = Editor(run.lead(20), address), Editor(run.lead(20), address)
    assert first.save().status == 200
    assert second.save().status == 409


def minimal_save(client: Client) -> Answer:
    """Save at the minimal application."""
    return client.post("/save", {})


def versions(run: Run) -> int:
    """Return the sum of the versions of all answers: one more for each save that was kept."""
    return run.database.execute("select sum(version) from collect_answer").fetchone()[0]


def whole_pages(run: Run, data) -> list[Line]:
    """Read a whole self-assessment of 140 questions, and count the statements at three sizes."""
    client, counts = run.lead(0), {}
    for size, public_id in data.by_size.items():
        path = f"/collect/assessments/{public_id}/read/"
        assert client.get(path).body.decode().count("What we do: ") == size
        counts[size] = run.statements(client, lambda c, path=path: c.get(path))
    path = f"/collect/assessments/{data.by_size[140]}/read/"
    ours, beside = run.compare([client], lambda c: c.get(path), minimal_page)
    sql = ", ".join(f"{asked} SQL at {size}" for size, asked in counts.items())
    what = "whole self-assessment of 140, p50"
    return [
        Line(
            4,
            what,
            ours.p50,
            peer.TREE * beside.p50 / peer.MINIMAL_PAGE,
            1 / 3,
            "ms",
            beside="peer's JSON, scaled",
        ),
        Line(4, what, ours.p50, beside.p50, 5, "ms", note=sql),
        Line(4, "statements at 60, 140 and 371", max(counts.values()), MOST_FOR_A_PAGE, 1, "", beside="most"),
        Line(4, "statements at 371 as at 60", counts[371], counts[60], 1, "", beside="at 60"),
    ]
