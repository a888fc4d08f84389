"""No reader ever receives a word that is not theirs, whatever address they open and in whatever form the answer comes."""

import io
import logging
from collections import Counter

import pytest
import xlsxwriter
from django.core import mail
from django.http import HttpResponse
from docx import Document

from safeguarding.core.access.jobs import JOBS
from safeguarding.core.audit.operations import LISTENERS
from safeguarding.core.notices.models import OutgoingEmail
from tests.security.crawling import WRITERS, name_of, routes
from tests.security.processes import processes

FEW = (
    "R02",
    "R16",
    "R18",
    "R28",
)  # a board's head, a provider's lead, and two who read only what they are named for
# One that commissions and one that provides: between them they find the addresses of both sides.
WIDEST = ("R02", "R16")
FEWEST_IN_ALL, FEWEST_OPENED = 6000, 0.4
PARTS = processes()
STANDINGS = ("named", "kept out", "restricted")  # how somebody stands to a restricted record
# What the crawl asks for and nobody in it can open, and where it is proved instead.
OPENED_BY_NOBODY = {
    "core:notices_follow": "leads on to another page: tests/core/notices/test_follow.py",
    "core:signin_back": "what another organisation's sign-in answers: tests/core/signin/test_back.py",
    "core:signin_go": "leads to another organisation's sign-in: tests/core/signin/test_go.py",
    "core:signin_kept": "what one typed and was not taken, once: tests/core/signin/test_kept.py",
    "core:signin_link": "leads to another organisation's sign-in: tests/core/signin/test_link.py",
    "core:signin_remove_passkey": "takes a passkey just proved: tests/core/signin/test_remove_passkey.py",
}
# To whoever is kept from a record it answers as for one that never was: tests/core/audit/test_readers.py.
SAYS_NOTHING = ("core:audit_readers",)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.sample
def test_a_few_readers_receive_nothing_that_is_not_theirs(crawl, record_property):
    for reader in crawl.clients:
        if reader.role in FEW and reader.organisation:
            crawl.walk(reader, each=1)
    run_the_listeners(crawl.watch)

    say(crawl, record_property)
    assert crawl.watch.leaks == []
    assert crawl.faults == []
    assert crawl.dead_ends == []
    assert crawl.statuses[200] > 150
    every_sink_would_tell(crawl)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_no_role_receives_what_is_not_theirs(crawl, planted, record_property, part):
    """Every route by every role for every relation once; in parts, so that the processes may share the work."""
    through_some_of_the_roles(crawl, part, FEWEST_IN_ALL // PARTS)
    planted.forms |= crawl.forms

    say(crawl, record_property)
    nothing_leaked(crawl, FEWEST_IN_ALL // PARTS)
    assert crawl.dead_ends == []
    every_sink_would_tell(crawl)


@pytest.mark.long
@pytest.mark.whole
@pytest.mark.parametrize("part", range(PARTS))
def test_no_role_receives_it_in_fifty_thousand_answers(crawl, record_property, part):
    through_some_of_the_roles(crawl, part, 50_000 // PARTS)

    say(crawl, record_property)
    nothing_leaked(crawl, 50_000 // PARTS)


def nothing_leaked(crawl, fewest):
    assert crawl.watch.leaks == []
    assert crawl.faults == []
    assert crawl.responses >= fewest
    assert crawl.statuses[200] >= FEWEST_OPENED * crawl.responses
    assert untried(crawl) == []
    assert unopened(crawl) == sorted(OPENED_BY_NOBODY)
    lists_decide(crawl)


def untried(crawl):
    """Return the routes that nobody of this part asked for."""
    return sorted(set(routes()) - {name for name, *_ in crawl.covered})


def unopened(crawl):
    """Return the routes that nobody of this part could open: what they show was proved to nobody."""
    return sorted(set(routes()) - crawl.opened)


def through_some_of_the_roles(crawl, part, fewest):
    """
    Let one part of the roles find their way, open what no walk came to and every list as a file, and walk on until it is enough.

    The widest find the addresses of both sides, which every role of the part then tries. They are on the lists of restricted
    records and kept from others, and so show in every part that lists decide.
    """
    readers, widest = some_of(crawl.clients, part), [each for each in crawl.clients if each.role in WIDEST]
    for reader in dict.fromkeys((*widest, *readers)):
        crawl.walk(reader, each=1)
    crawl.seek(sorted(crawl.clients, key=lambda reader: reader.role not in WRITERS), OPENED_BY_NOBODY)
    on_lists = [tried for tried in crawl.combinations(widest) if tried[2] in STANDINGS]
    for reader, name, relation, address in [*crawl.combinations(readers), *on_lists]:
        if (name, reader.role, relation) not in crawl.covered:
            crawl.fetch(reader, address, name, relation)
    run_the_listeners(crawl.watch)

    def enough():
        return crawl.responses >= fewest and crawl.statuses[200] >= FEWEST_OPENED * crawl.responses

    for reader, addresses in crawl.as_files.items():
        for address in addresses:
            crawl.fetch(reader, address, name_of(address))
    each, before = 1, -1
    while not enough() and before < crawl.responses:
        before = crawl.responses
        for reader in dict.fromkeys((*readers, *widest)):
            crawl.walk(reader, each, enough=enough)
        each *= 2


def some_of(readers, part):
    """Return one part of the readers, the widest first; everybody who writes is in the first, which so has fewer others."""
    others = sorted((reader for reader in readers if reader.role not in WRITERS), key=lambda one: one.role)
    writing = [reader for reader in readers if reader.role in WRITERS]
    each = -(-len(readers) // PARTS)
    here = max(each - len(writing), 0)
    chosen = writing + others[:here] if part == 0 else others[here:][part - 1 :: PARTS - 1]
    return sorted(chosen, key=lambda one: (one.role not in WIDEST, one.role not in WRITERS, one.role))


def lists_decide(crawl):
    """Those on a restricted record's list opened it, those kept out did not, and some were neither."""
    met = {relation: set() for relation in STANDINGS}
    for (name, role, relation), status in crawl.covered.items():
        if relation in met:
            met[relation].add((name, role, status))
    assert all(met.values()), {relation: len(seen) for relation, seen in met.items()}
    assert any(status == 200 for *_, status in met["named"])
    assert [seen for seen in met["kept out"] if seen[2] == 200 and seen[0] not in SAYS_NOTHING] == []


def run_the_listeners(watch):
    """Do what follows from one event of every kind that anything listens to, and look at the e-mails that it writes."""
    before = set(OutgoingEmail._base_manager.values_list("pk", flat=True))
    told = watch.facts.superuser.execute(
        "select distinct on (what) what, about, organisation_id, (body::jsonb ->> 'at') from core_auditrecord"
        " where what = any(%s) order by what, id desc",
        [list(LISTENERS)],
    ).fetchall()
    for what, about, organisation, at in told:
        for job in LISTENERS[what]:
            JOBS[job.name].run(about=about, organisation_id=organisation, user_id=None, at=at)
    for email in OutgoingEmail._base_manager.exclude(pk__in=before):
        watch.look_at_text(f"{email.subject} {email.text}", f"an e-mail of {email.pk}")
    for message in mail.outbox:
        watch.look_at_text(
            f"{message.subject} {message.body} {message.alternatives}", "an e-mail of the outbox"
        )


def say(crawl, record_property):
    """Give the counts of a crawl."""
    opened = crawl.statuses[200] / crawl.responses
    record_property(
        "figure",
        f"{len(crawl.watch.leaks)} leaks in {crawl.responses:,} answers ({opened:.0%} opened), "
        f"{len(crawl.covered):,} of route, role and relation ({standings(crawl)}), {len(crawl.watch.plant.where):,} canaries in "
        f"{crawl.watch.plant.columns} columns, {dict(crawl.watch.seen)}"
        f", {len(crawl.opened)} of {len(routes())} routes opened by somebody; never: {', '.join(unopened(crawl))}; "
        f"{len(crawl.led_from):,} links and forms seen, {len(crawl.dead_ends)} led their reader to nothing",
    )


def standings(crawl):
    """Count the restricted records that were asked for by somebody named, kept out, or neither."""
    found = Counter(relation for *_, relation in crawl.covered)
    return ", ".join(f"{found[word]:,} {word}" for word in STANDINGS)


# --- The proof can fail: a leak planted in each sink is caught by the same watch -----------------------------------------


def every_sink_would_tell(crawl):
    """Let another organisation's word into each sink in turn; the watch of this very run must see every one."""
    reader = next(reader for reader in crawl.clients if reader.role == "R16")
    foreign = next(word for word in crawl.watch.plant.where if not crawl.watch.may(reader, word))
    crawl.watch.leaks.clear()
    for sink, answer in answers(foreign).items():
        crawl.watch.look(reader, answer, sink)
        assert crawl.watch.leaks, sink
        crawl.watch.leaks.clear()
    logging.getLogger("safeguarding").warning("Could not save %s", foreign)
    assert crawl.watch.leaks
    crawl.watch.leaks.clear()
    crawl.watch.look_at_text(foreign, "an e-mail of 1")
    assert crawl.watch.leaks


def answers(word):
    """Return an answer of every kind with the word in its least visible place."""
    return {
        "a page": HttpResponse(f"<option value='{word}'>"),
        "a header": HttpResponse(headers={"Content-Disposition": f'attachment; filename="{word}.csv"'}),
        "a list": HttpResponse(f"a,b\n1,{word}\n", content_type="text/csv"),
        "a feed": HttpResponse(f"SUMMARY:{word}", content_type="text/calendar"),
        "a workbook": HttpResponse(workbook(word), content_type=XLSX),
        "a document": HttpResponse(document(word)),
    }


def workbook(word):
    """Return a workbook that holds the word on a hidden sheet only."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Shown").write(0, 0, "nothing")
        hidden = book.add_worksheet("Hidden")
        hidden.write(0, 0, word)
        hidden.hide()
    return file.getvalue()


def document(word):
    """Return a document that holds the word in its properties only."""
    file, made = io.BytesIO(), Document()
    made.core_properties.keywords = word
    made.save(file)
    return file.getvalue()


def test_a_broken_policy_would_be_seen(crawl, monkeypatch):
    """With every role's rights taken for a head's, the watch speaks: the canaries do reach the pages."""
    from safeguarding.core.access import policy

    head = policy.scopes
    monkeypatch.setattr(policy, "scopes", lambda role, permission: head("R02", permission))
    monkeypatch.setattr(policy, "reach", policy.reach.__wrapped__)  # as it is without what it keeps
    reader = next(reader for reader in crawl.clients if reader.role == "R11")
    crawl.fetch(reader, "/act/actions/", "act:actions_index")

    assert crawl.watch.leaks
