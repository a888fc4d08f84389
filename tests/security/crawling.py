"""
The crawl: every address that the resolver knows, opened by every role, for objects of its own, of its providers and of strangers.

Addresses without parts come from the resolver. Those with an id are made from the rows of the tables, and those with more
parts from the links on the pages that open. Nothing here names a route or a table.
"""

import io
import logging
import re
import zipfile
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from html import unescape
from itertools import product
from urllib.parse import urlencode

import pypdfium2
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from safeguarding.core.access.rowsecurity import our_models, reach_of
from tests.house.reading import SOURCE
from tests.house.test_addresses import our_routes
from tests.security.filling import has_form
from tests.security.planting import BEGINNING, CANARY, Plant
from tests.security.readers import Facts, Reader, is_listed, models_with_addresses

LINK = re.compile(r'href="([/?][^"#]*)"')
ASKS = re.compile(r'<form[^>]*method="get"[^>]*>(.*?)</form>', re.DOTALL)
CHOICES = re.compile(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
CHOICE = re.compile(r'<option value="([^"]+)"')
SEARCHES = re.compile(r'<input[^>]*name="(q)"')
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FIXED = {status: (SOURCE / "kit" / "pages" / f"{status}.jinja").read_bytes() for status in (403, 404)}
AS_A_FILE = b"export=csv"
REFUSED = (400, 403, 404, 405)
FORM = re.compile(r"<form([^>]*)>(.*?)</form>", re.DOTALL)
SENT_TO = re.compile(r'action="([^"]*)"')
# Between them they are shown every form that the product has.
WRITERS = ("R02", "R10", "R15", "R16", "R29", "R30")
MOST_OF_OTHERS = 3  # addresses of one route from which another's are made
MOST_SOUGHT = 200  # tries for a route to which no walk came, beginning with whoever is near to what it shows
NEAR = ("own", "named", "none")
ANYTHING = ("00000000-0000-4000-8000-000000000000", "2025-04-01", 1)  # fits every kind of part
# Leaving and choosing would change who asks.
NOT_WALKED = ("/account/", "/core/access/choose/", "/static/")


def words_in(content: bytes, kind: str) -> set[str]:
    """Return the canaries in a page, a feed or a file, in whatever part of the file they hide."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return set().union(*(words_in(parts.read(name), "") for name in parts.namelist()))
    if content[:4] == b"%PDF":
        pdf = pypdfium2.PdfDocument(content)
        text = " ".join(page.get_textpage().get_text_bounded() for page in pdf) + str(pdf.get_metadata_dict())
        return set(CANARY.findall(text))
    return set(CANARY.findall(content.decode("utf-8", "replace")))


@dataclass
class Watch(logging.Handler):
    """Looks at everything that reaches a reader, a mailbox or a log, and keeps what should not have."""

    facts: Facts
    plant: Plant
    leaks: list[str] = field(default_factory=list)
    seen: Counter = field(default_factory=Counter)
    _may: dict = field(default_factory=dict)

    def __post_init__(self) -> None:
        logging.Handler.__init__(self)

    __hash__ = object.__hash__

    def look(self, reader: Reader, response, where: str) -> int:
        """Look at an answer's body and headers; return how many canaries it held."""
        content = b"".join(response.streaming_content) if response.streaming else response.content
        kind = response.headers.get("Content-Type", "")
        found = words_in(content, kind) | set(CANARY.findall(str(response.headers)))
        self.leaks += [self._told(reader, word, where) for word in found if not self.may(reader, word)]
        self.seen[kind.partition(";")[0]] += 1
        return len(found)

    def may(self, reader: Reader, word: str) -> bool:
        """Tell whether a canary is the reader's to read."""
        key = (reader.role, reader.organisation, word)
        if key not in self._may:
            model, row, _ = self.plant.where.get(word, (None, 0, ""))
            self._may[key] = model is not None and self.facts.may_read(reader, model, row)
        return self._may[key]

    def _told(self, reader: Reader, word: str, where: str) -> str:
        model, row, column = self.plant.where.get(word, (None, 0, "unknown"))
        label = model._meta.label if model else "?"
        return f"{reader.role} at {reader.organisation} got {label}.{column} of row {row} from {where}"

    def emit(self, record: logging.LogRecord) -> None:
        """Look at a line of a log: no canary is anybody's there."""
        self.look_at_text(self.format(record), f"the log {record.name}")

    def look_at_text(self, text: str, where: str) -> None:
        """Look at a text that leaves the product, such as an e-mail or a line of a log."""
        self.leaks += [f"{word} in {where}" for word in CANARY.findall(text)]
        self.seen[where.partition(" of ")[0]] += 1


@dataclass
class Crawl:
    """One run through the product by all readers."""

    watch: Watch
    facts: Facts
    clients: dict[Reader, Client]
    forms: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)
    harvest: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    statuses: Counter = field(default_factory=Counter)
    covered: dict[tuple, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    offered: dict[tuple[str, str, str], str] = field(default_factory=dict)
    led_from: dict[tuple[Reader, str], str] = field(default_factory=dict)
    fetched: dict[tuple[Reader, str], int] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    as_files: dict[Reader, list[str]] = field(default_factory=lambda: defaultdict(list))
    leads_to: dict[tuple[Reader, str], list[str]] = field(default_factory=dict)
    _rows: dict[tuple[Reader, type[models.Model]], dict[str, int]] = field(default_factory=dict)

    @property
    def responses(self) -> int:
        """Return how many answers were looked at."""
        return sum(self.statuses.values())

    def fetch(self, reader: Reader, address: str, name: str, relation: str = "") -> bytes:
        """Open an address as a reader, look at the answer and return its body if it is a page."""
        if (reader, address) in self.fetched:
            return b""
        answer = self.clients[reader].get(address)
        self.fetched[reader, address] = answer.status_code
        self.statuses[answer.status_code] += 1
        self.covered.setdefault(
            (name, reader.role, relation or self.relation(reader, address)), answer.status_code
        )
        self.watch.look(reader, answer, address)
        self._check(answer, reader, address)
        if answer.status_code == 200:
            self.harvest[name].setdefault(address.partition("?")[0])
            self.opened.add(name)
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        if is_page and name not in self.forms and has_form(answer.content):
            self.forms[name] = (reader.role, address, answer.content)
        if is_page:
            self._note_forms(reader, address, answer.content.decode())
        if is_page and AS_A_FILE in answer.content:
            self.as_files[reader] += [
                one for one in links(answer.content, address) if AS_A_FILE.decode() in one
            ]
        return answer.content if is_page else b""

    def _note_forms(self, reader: Reader, address: str, page: str) -> None:
        """Keep the forms of a page that would be refused to its reader whatever they fill in."""
        for to in sent_to(page, address):
            rule = getattr(resolve(to.partition("?")[0]).func, "rule", None)
            # Whoever opened it by the permission with which it is sent may send it, also as somebody's deputy.
            is_theirs = to == address and rule and rule.reading == rule.sending
            if rule and not is_theirs and not rule.lets(frozenset({reader.role}), "POST"):
                way = (reader.role, name_of(address), name_of(to))
                self.offered[way] = (
                    f"{address} offers {reader.role} a form to {to}, which is not theirs to send"
                )

    def _check(self, answer, reader: Reader, address: str) -> None:
        if answer.status_code >= 500:
            self.faults.append(f"{answer.status_code} at {address} for {reader.role}")
        if answer.status_code in FIXED and answer.content != FIXED[answer.status_code]:
            self.faults.append(f"{address} answers {answer.status_code} with other bytes for {reader.role}")
        self.faults += [f"{address}: {fault}" for fault in faults_of_headers(answer)]

    @property
    def dead_ends(self) -> list[str]:
        """Return one way of each kind on which a page led its reader to nothing, or offered what is refused."""
        found = {}
        for (reader, address), page in self.led_from.items():
            status = self.fetched.get((reader, address))
            # Meanwhile a list may have grown beyond what leaves in one file.
            if status in REFUSED and not (status == 400 and form_of(address) in ("csv", "xlsx")):
                way = (reader.role, name_of(page), name_of(address), form_of(address))
                found[way] = f"{page} leads {reader.role} to {address}: {status}"
        return sorted((found | self.offered).values())

    # --- Finding addresses --------------------------------------------------------------------------------------------

    def walk(self, reader: Reader, each: int, enough: Callable[[], bool] = lambda: False) -> None:
        """
        Go from page to page as a reader does, opening each route so many times.

        :param enough: asked before each page; the walk ends when it says so.
        """
        waiting = deque(["/", *front_doors(), *(next(iter(many), "") for many in self.harvest.values())])
        known, opened = set(waiting), Counter()
        while waiting and not enough():
            address = waiting.popleft()
            name, form = name_of(address), form_of(address)
            if not name or opened[name, form] >= each or address.startswith(NOT_WALKED):
                continue
            opened[name, form] += 1
            if page := self.fetch(reader, address, name):
                self.leads_to[reader, address] = links(page, address)
                self.led_from |= {(reader, one): address for one in self.leads_to[reader, address]}
            further = [one for one in self.leads_to.get((reader, address), ()) if one not in known]
            known.update(further)
            waiting += further

    def seek(self, readers: list[Reader], but_not: Collection[str] = ()) -> None:
        """Look for an address that somebody opens, for each route to which no walk came."""
        for name in routes():
            if name not in self.opened and name not in but_not:
                self._seek(readers, name)

    def _seek(self, readers: list[Reader], name: str) -> None:
        known = [plain(name)] if plain(name) else self.harvest.get(name, ())
        found = dict.fromkeys((*known, *self._of_rows(name), *self._of_others(name)))
        tries = sorted(product(found, readers), key=lambda pair: self.relation(pair[1], pair[0]) not in NEAR)
        for address, reader in tries[:MOST_SOUGHT]:
            self.fetch(reader, address, name)
            if name in self.opened:
                return

    def _of_others(self, name: str) -> Iterator[str]:
        """Yield addresses of a route made of what stands in those of other routes of its room."""
        room, parts, topic = name.partition(":")[0], routes()[name], name.partition("_")[0]
        others = [each for each in self.harvest if each.startswith(f"{room}:")]
        for other in sorted(others, key=lambda each: not each.startswith(f"{topic}_")):
            for address in list(self.harvest[other])[:MOST_OF_OTHERS]:
                given = resolve(address).kwargs
                if set(parts) <= set(given):
                    yield reverse(name, kwargs={part: given[part] for part in parts})

    def _of_rows(self, name: str) -> Iterator[str]:
        """Yield addresses of a route made of the rows of its topic."""
        for model in near(name):
            yield from filter(None, (self.address(name, model, row) for row in self.one_of_each(model)))

    def address(self, name: str, model: type[models.Model], row: int) -> str:
        """Return the address of a route for one row, or nothing if it takes something else or more."""
        parts = routes()[name]
        try:
            return reverse(name, kwargs={parts[0]: self.public_id(model, row)}) if len(parts) == 1 else ""
        except NoReverseMatch:
            return ""

    def public_id(self, model: type[models.Model], row: int) -> str:
        """Return the id by which a row is known outside."""
        return self.publics[model, row]

    @cached_property
    def ids(self) -> dict[str, tuple[type[models.Model], int]]:
        """Return what each public id is of."""
        return {public: named for named, public in self.publics.items()}

    @cached_property
    def publics(self) -> dict[tuple[type[models.Model], int], str]:
        """Return the public id of every row that has one."""
        found = {}
        for model in models_with_addresses().values():
            statement = f"select id, public_id from {model._meta.db_table}"  # noqa: S608
            for row, public in self.facts.superuser.execute(statement).fetchall():
                found[model, row] = str(public)
        return found

    def relation(self, reader: Reader, address: str) -> str:
        """Say how the first record that an address names stands to a reader."""
        named = [self.ids[found] for found in UUID.findall(address) if found in self.ids]
        return self.facts.relation(reader, *named[0]) if named and guarded(named[0][0]) else "none"

    # --- Every route by every role for every relation -------------------------------------------------------------------

    def combinations(self, readers: list[Reader]) -> Iterator[tuple[Reader, str, str, str]]:
        """Yield each of these readers, each route and each relation, with an address that was found or made for it."""
        for name in sorted(routes()):
            found = list(self.harvest.get(name, ()))
            for reader in readers:
                wanted = dict(self.made(reader, name, found[:2]))
                wanted |= {self.relation(reader, address): address for address in reversed(found[:40])}
                for relation, address in sorted(wanted.items()):
                    yield reader, name, relation, address

    def made(self, reader: Reader, name: str, found: list[str]) -> Iterator[tuple[str, str]]:
        """Yield an address of a route for every relation in which rows of its table stand to a reader."""
        if not found:
            if address := plain(name):
                yield "none", address
            for model in near(name):
                for relation, row in self.row_of_each_relation(reader, model).items():
                    if address := self.address(name, model, row):
                        yield relation, address
            yield "unknown", anything(name)
        for address in reversed(found):
            named = next((one for one in UUID.findall(address) if one in self.ids), None)
            if named and guarded(self.ids[named][0]):
                model = self.ids[named][0]
                for relation, row in self.row_of_each_relation(reader, model).items():
                    yield relation, address.replace(named, self.public_id(model, row))

    def row_of_each_relation(self, reader: Reader, model: type[models.Model]) -> dict[str, int]:
        """Return one row of a table for every relation in which its rows stand to a reader."""
        if (reader, model) not in self._rows:
            rows = self.one_of_each(model)
            self._rows[reader, model] = {self.facts.relation(reader, model, row): row for row in rows}
        return self._rows[reader, model]

    def one_of_each(self, model: type[models.Model]) -> list[int]:
        """Return a row for everybody whose it may be, sent and not sent; every row of a table with lists."""
        rows = self.facts.rows(model)
        if is_listed(model):
            return list(rows)
        return list({(row.owners, row.contracted, row.sent): pk for pk, row in rows.items()}.values())


@cache
def routes() -> dict[str, tuple[str, ...]]:
    """Return what stands in the address of each route of ours, by its name."""
    return {route.name: route.parts for route in our_routes()}


@cache
def anything(name: str) -> str:
    """Return an address of a route that leads to nothing: a page that nobody could open is asked for all the same."""
    for words in ANYTHING:
        with suppress(NoReverseMatch):
            return reverse(name, kwargs=dict.fromkeys(routes()[name], words))
    return ""


def guarded(model: type[models.Model]) -> bool:
    """Test whether a model's rows are somebody's."""
    return hasattr(model, "reach") and not reach_of(model).open_to_all


@cache
def near(name: str) -> list[type[models.Model]]:
    """Return the models of the topic that a route belongs to whose rows are somebody's."""
    return [model for model in topic_of(name) if model in models_with_addresses().values() and guarded(model)]


@cache
def topic_of(name: str) -> list[type[models.Model]]:
    """Return the models of the topic that a route belongs to."""
    room, _, rest = name.partition(":")
    place = f"safeguarding.{room}.{rest.partition('_')[0]}."
    return [model for model in our_models() if f"{model.__module__}.".startswith(place)]


@cache
def front_doors() -> tuple[str, ...]:
    """Return the addresses that have no parts."""
    return tuple(filter(None, map(plain, routes())))


@cache
def plain(name: str) -> str:
    """Return the address of a route that has no parts, or nothing."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@cache
def name_of(address: str) -> str:
    """Return the name of a route of ours by an address, or nothing."""
    try:
        name = resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""
    return name if ":" in name else ""


def form_of(address: str) -> str:
    """Return in which form an address asks for a page: as a file of some kind, searched, narrowed, or as it is."""
    export = re.search(r"export=(\w+)", address)
    searched = "searched" if BEGINNING in address else "narrowed"
    return export.group(1) if export else (searched if "?" in address else "")


def links(page: bytes, address: str) -> list[str]:
    """Return where a page leads, its downloads first; a list leads to itself in other forms by what follows its address."""
    here, text = address.partition("?")[0], page.decode()
    written = dict.fromkeys(unescape(link) for link in LINK.findall(text))
    found = dict.fromkeys(here + link if link.startswith("?") else link for link in written)
    found |= dict.fromkeys(here + asked for form in ASKS.findall(text) for asked in answers_to(form))
    return sorted(found, key=lambda link: "export=" not in link)


def sent_to(page: str, address: str) -> Iterator[str]:
    """Yield where the forms of a page are sent that have a button."""
    for said, inside in FORM.findall(page):
        if 'method="post"' in said and 'type="submit"' in inside:
            to = SENT_TO.search(said)
            yield (unescape(to.group(1)) if to else "") or address


def answers_to(form: str) -> Iterator[str]:
    """Yield what may be asked by a form that narrows a list: each choice, and what would find every canary."""
    for name in SEARCHES.findall(form):
        yield f"?{urlencode({name: BEGINNING})}"
    for name, choices in CHOICES.findall(form):
        for choice in CHOICE.findall(choices):
            yield f"?{urlencode({name: unescape(choice)})}"


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = (
    "default-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)


# They tell everybody the same until the next release, and a cache asks before it shows them again.
UNCHANGING = ("/accessibility/", "/privacy/", "/cookies/", "/contact/", "/version/")


def _is_kept_as_it_should(answer) -> bool:
    """Test whether no cache keeps an answer, or every cache one that nobody is named on."""
    said, anybody = answer.headers.get("Cache-Control", ""), b"Sign out" not in answer.content
    for_all = said == "public, no-cache" and answer.request["PATH_INFO"] in UNCHANGING and anybody
    return "no-store" in said or (for_all and not answer.cookies)


def _holds(policy: str, part: str) -> bool:
    """Test whether a policy says this or what is stricter: 'none', by itself or by what holds for all that is not named."""
    said = dict(one.strip().partition(" ")[::2] for one in policy.split(";"))
    directive = part.partition(" ")[0]
    otherwise = said.get("default-src") if directive.endswith("-src") else None
    return part in policy or said.get(directive, otherwise) == "'none'"


def faults_of_headers(answer) -> list[str]:
    """Return what is wrong with the headers and cookies of an answer, by fourteen checks."""
    headers, policy = answer.headers, answer.headers.get("Content-Security-Policy", "")
    faults = [f"{name} is not {value}" for name, value in HEADERS.items() if headers.get(name) != value]
    faults += [f"the policy lacks {part}" for part in POLICY if not _holds(policy, part)]
    faults += ["the policy lets scripts in"] if "unsafe" in policy or "*" in policy else []
    faults += ["a cache may keep it"] if not _is_kept_as_it_should(answer) else []
    faults += ["it allows a camera"] if "camera=()" not in headers.get("Permissions-Policy", "") else []
    cookies = answer.cookies.values()
    faults += ["a script may read a cookie"] if not all(cookie["httponly"] for cookie in cookies) else []
    faults += ["it says who made it"] if {"Server", "X-Powered-By"} & set(headers) else []
    return faults
