"""
Who may read which row, worked out a second time: from the access matrix and the facts, not from the product's code.

The facts are read by the superuser, whom row security does not bind.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import psycopg
from django.apps import apps
from django.db import models

from safeguarding.core.access import policy
from safeguarding.core.access.rowsecurity import reach_of
from tests.security.listed import Lists

MATRIX = Path(policy.__file__).parent / "matrix.csv"
# Tables without a column of the matrix of their own: whose they are is stated where they are declared.
RESOURCES = {
    "core.Contract": "ORG",
    "core.ContractParty": "ORG",
    "core.ScheduleLine": "ORG",
    "core.RoleHolding": "USR",
    "core.AuditRecord": "AUD",
    "collect.FormerFigure": "KPI",
    "core.Post_roles": "GOV",
    "core.Post_scope": "GOV",
}
# On release the provider reads a validation with its answer (SELF); what was asked of a round shows with the round.
RELEASED = {"assure.Validation", "assure.Judgement", "assure.Requirement"}
# A provider's answers are its own until they are sent.
DRAFTS = {"collect.Answer", "collect.Evidence"}
# Of a person, whomever they act for.
OF_ONE_PERSON = {"core.ProviderIdentity"}
# What was written of a row, on the row's own page: whoever reads the row reads it, at the organisation that did it.
OF_A_ROW = {"core.RowHistory", "core.AuditContent"}
# What a file hangs on: whoever reads that reads the file, whatever organisation sent it.
CARRIERS = ("act.ActionFile", "collect.Evidence")
SENT = ("SUBMITTED", "IN_VALIDATION", "QUERY_OPEN", "RELEASED")


def cells() -> dict[str, dict[str, str]]:
    """Return the access matrix by role and resource."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {row.pop("role").split(" ")[0]: row for row in csv.DictReader(file)}


def scopes_of(cell: str) -> set[str]:
    """Return over whom a cell lets one read; a name on a list (n alone) and break-glass are no right by role."""
    verbs, _, over = cell.partition("@")
    return set(over) if over and set(verbs) & set("rwax") else set()


@dataclass(frozen=True)
class Reader:
    """Somebody with one role at one organisation; nobody at all if they are not signed in."""

    role: str
    organisation: int | None
    user: int | None


@dataclass
class Row:
    """Whose a row is."""

    owners: frozenset[int]
    contracted: frozenset[int] = frozenset()
    day: date | None = None
    released: bool = False
    sent: bool = True


@dataclass
class Facts:
    """Everything that decides who may read what."""

    superuser: psycopg.Connection
    today: date
    matrix: dict[str, dict[str, str]] = field(default_factory=cells)
    _rows: dict[type[models.Model], dict[int, Row]] = field(default_factory=dict)
    _records: dict[type[models.Model], dict[int, str]] = field(default_factory=dict)
    _providers: dict[int, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def lists(self) -> Lists:
        """Return what is kept of restricted records."""
        return Lists(self.superuser)

    @cached_property
    def mine(self) -> dict[int, set[int]]:
        """Return for each organisation itself, its areas and all that it succeeded."""
        found: dict[int, set[int]] = defaultdict(set)
        for (own,) in self.superuser.execute("select id from core_organisation"):
            found[own].add(own)
        lineage = "select descendant_id, ancestor_id from core_lineage where from_on <= %s"
        for heir, before in self.superuser.execute(lineage, [self.today]):
            found[heir].add(before)
        areas = "select parent_id, child_id from core_relation where kind = 'AREA_OF'"
        for place, area in self.superuser.execute(areas).fetchall():
            for held in found.values():
                if place in held:
                    held.add(area)
        return found

    @cached_property
    def contracts(self) -> dict[int, list[tuple[int, date, date | None]]]:
        """Return the commissioner and the dates of every contract, by provider."""
        asked = "select provider_id, organisation_id, starts_on, ends_on from core_contractparty"
        found: dict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
        for provider, *signed in self.superuser.execute(asked).fetchall():
            found[provider].append(tuple(signed))
        return found

    @cached_property
    def shares(self) -> dict[tuple[int, str], set[int]]:
        """Return who shares records of a kind with an organisation today."""
        asked = (
            "select shared_with_id, resource, organisation_id from core_share"
            " where starts_on <= %s and ends_on >= %s and ended_at is null"
        )
        found: dict[tuple[int, str], set[int]] = defaultdict(set)
        for reader, resource, owner in self.superuser.execute(asked, [self.today, self.today]):
            found[reader, resource].add(owner)
        return found

    @cached_property
    def practices(self) -> set[int]:
        """Return the GP practices."""
        kinds = "select o.id from core_organisation o join core_organisationkind k on k.id = o.kind_id"
        return {pk for (pk,) in self.superuser.execute(kinds + " where k.key = 'gp-practice'")}

    def rows(self, model: type[models.Model]) -> dict[int, Row]:
        """Return whose each row of a table is."""
        if model not in self._rows:
            self._rows[model] = dict(self._read(model))
        return self._rows[model]

    def _read(self, model):
        reach, fields = reach_of(model), model._meta
        extra = [name for name in (reach.dated, "released_at", "state", "about") if name in _names(model)]
        if reach.parent:
            yield from self._as_parents(model, fields.get_field(reach.parent))
            return
        own = [name for name in (*reach.own, "issuer", "organisation") if name in _names(model)]
        wanted = ["id", *own, *reach.contracted, *extra]
        columns = ", ".join(fields.get_field(name).column if name != "id" else "id" for name in wanted)
        for values in self.superuser.execute(f"select {columns} from {fields.db_table}").fetchall():  # noqa: S608
            found = dict(zip(wanted, values, strict=True))
            yield found["id"], self._row(model, reach, own, found)

    def _row(self, model, reach, own, found) -> Row:
        owners = {found[name] for name in own} - {None}
        if model._meta.label == "collect.Round":
            asked = "select organisation_id from collect_selfassessment where round_id = %s"
            owners |= {pk for (pk,) in self.superuser.execute(asked, [found["id"]])}
        released = found.get("released_at") is not None
        if model._meta.label in RELEASED and released:
            owners.add(found["about"])
        return Row(
            frozenset(owners),
            frozenset(found[name] for name in reach.contracted) - {None},
            found.get(reach.dated),
            released,
            found.get("state") in SENT,
        )

    def _as_parents(self, model, key):
        parents = self.rows(key.related_model)
        statement = f"select id, {key.column} from {model._meta.db_table}"  # noqa: S608
        for row, parent in self.superuser.execute(statement).fetchall():
            if parent in parents:
                yield row, parents[parent]

    def may_read(self, reader: Reader, model: type[models.Model], pk: int) -> bool:
        """Tell whether a reader may receive what stands in a row."""
        row = self.rows(model).get(pk)
        if row is None or reader.organisation is None:
            return False
        if model._meta.label == "core.StoredFile":
            return any(self.may_read(reader, *carrier) for carrier in self._carriers(pk))
        mine = self.mine[reader.organisation]
        if model._meta.label in OF_A_ROW:
            told = self.told_of(model, pk)
            return bool(row.owners & mine) and told is not None and self.may_read(reader, *told)
        if self.lists.is_around(model._meta.label):
            return self.lists.may_read_around(model._meta.label, pk, reader, mine, self._writes(reader))
        if is_listed(model):
            return self._may_read_listed(reader, model, pk)
        if model._meta.label in OF_ONE_PERSON:
            return self._is_of(reader, model, pk)
        scopes = self.scopes(reader, model, row)
        if (
            "s" in scopes
            and row.owners & self.shares[reader.organisation, str(getattr(model, "resource", ""))]
        ):
            return True
        if row.owners & mine and scopes & set("ocps*"):
            return model._meta.label not in DRAFTS or row.sent or bool(self._provider(row) & mine)
        return self._under_contract(mine, row, scopes) and (model._meta.label not in DRAFTS or row.sent)

    def _is_of(self, reader: Reader, model: type[models.Model], pk: int) -> bool:
        asked = f"select user_id from {model._meta.db_table} where id = %s"  # noqa: S608
        return self.superuser.execute(asked, [pk]).fetchone() == (reader.user,)

    def told_of(self, model: type[models.Model], pk: int) -> tuple[type[models.Model], int] | None:
        """Return the row that something was written of; none if it is gone or was no row."""
        if model._meta.label == "core.RowHistory":
            asked = "select relation, row_id from core_rowhistory where id = %s"
            table, row = self.superuser.execute(asked, [pk]).fetchone()
            told = next((one for one in apps.get_models() if one._meta.db_table == table), None)
            return (told, row) if told else None
        asked = (
            "select e.about from core_auditcontent c join core_auditrecord e on e.id = c.entry_id"
            " where c.id = %s"
        )
        (about,) = self.superuser.execute(asked, [pk]).fetchone()
        return self._named(about)

    def _named(self, about: str) -> tuple[type[models.Model], int] | None:
        """Find a row by the name that the audit knows it by, such as "collect.SelfAssessment:3f2a…"."""
        label, _, key = about.partition(":")
        if not label:
            return None
        told = apps.get_model(label)
        by = next((name for name in ("public_id", "record") if name in _names(told)), "id")
        found = self.superuser.execute(
            f"select id from {told._meta.db_table} where {by}::text = %s",  # noqa: S608
            [key],
        ).fetchone()
        return (told, found[0]) if found else None

    def _carriers(self, file: int) -> list[tuple[type[models.Model], int]]:
        """Return the rows that carry any version of a file."""
        found = []
        for model in map(apps.get_model, CARRIERS):
            statement = (
                f"select c.id from {model._meta.db_table} c join core_storedfile carried on carried.id = c.file_id"  # noqa: S608
                " join core_storedfile f on f.series = carried.series where f.id = %s"
            )
            found += [(model, pk) for (pk,) in self.superuser.execute(statement, [file]).fetchall()]
        return found

    def _may_read_listed(self, reader: Reader, model: type[models.Model], pk: int) -> bool:
        row, record = self.rows(model)[pk], self.records(model)[pk]
        verbs, _, over = self.matrix[reader.role].get(model.resource, "-").partition("@")
        scopes = set(over) if set(verbs) & set("rwax") else set()
        mine = self.mine[reader.organisation]
        by_place = bool(row.owners & mine and scopes & set("ocps*")) or self._under_contract(
            mine, row, scopes
        )
        by_name = verbs == "n" or bool(scopes & set("n*"))
        return self.lists.may_read_words(reader.user, record, by_name, by_place)

    def _writes(self, reader: Reader) -> set[str]:
        """Return the kinds of record that a reader's role writes at its own or a contracted organisation."""
        cells = {kind: cell.partition("@") for kind, cell in self.matrix[reader.role].items() if "@" in cell}
        return {kind for kind, (verbs, _, over) in cells.items() if "w" in verbs and set(over) & set("oc")}

    def records(self, model: type[models.Model]) -> dict[int, str]:
        """Return the public id of each row of a table, as the lists know it."""
        if model not in self._records:
            asked = f"select id, public_id from {model._meta.db_table}"  # noqa: S608
            self._records[model] = {pk: str(public) for pk, public in self.superuser.execute(asked)}
        return self._records[model]

    def _provider(self, row: Row) -> frozenset[int]:
        return row.contracted or row.owners

    def scopes(self, reader: Reader, model: type[models.Model], row: Row) -> set[str]:
        """Return over whom the reader's role reaches rows of a model; a table of nobody's column stays with its owner."""
        resource = getattr(model, "resource", None)
        if not isinstance(resource, str):
            resource = RESOURCES.get(model._meta.label)
        if resource is None:
            return {"o"}
        found = scopes_of(self.matrix[reader.role].get(resource, "-"))
        if model._meta.label in RELEASED and row.released:
            found |= scopes_of(self.matrix[reader.role]["SELF"]) & {"o"}
        return found

    def _under_contract(self, mine: set[int], row: Row, scopes: set[str]) -> bool:
        if not scopes & set("cp*"):
            return False
        day = row.day or self.today
        within = row.contracted if "c" in scopes else row.contracted & self.practices
        return any(
            commissioner in mine and starts <= day and (ends is None or ends >= day)
            for provider in within
            for commissioner, starts, ends in self.contracts.get(provider, ())
        )

    def providers(self, organisation: int) -> frozenset[int]:
        """Return who has or had a contract with an organisation or with one that it stands for."""
        if organisation not in self._providers:
            mine = self.mine[organisation]
            self._providers[organisation] = frozenset(
                provider for provider, signed in self.contracts.items() for by, *_ in signed if by in mine
            )
        return self._providers[organisation]

    def relation(self, reader: Reader, model: type[models.Model], pk: int) -> str:
        """Say how a row stands to a reader: named on its list, kept out, otherwise restricted; own, contracted or foreign."""
        if is_listed(model):
            return self.lists.standing(reader.user, self.records(model).get(pk, ""))
        row = self.rows(model).get(pk)
        if row is None or reader.organisation is None:
            return "foreign"
        if row.owners & self.mine[reader.organisation]:
            return "own"
        providers = self.providers(reader.organisation)
        return "contracted" if (row.owners | row.contracted) & providers else "foreign"


def is_listed(model: type[models.Model]) -> bool:
    """Test whether a model's rows have a level, a list and people kept out."""
    return getattr(reach_of(model), "listed", False)


def _names(model: type[models.Model]) -> set[str]:
    return {column.name for column in model._meta.concrete_fields}


def models_with_addresses() -> dict[str, type[models.Model]]:
    """Return the models whose rows have an id that stands in addresses, by label."""
    return {
        model._meta.label: model
        for model in apps.get_models()
        if model.__module__.startswith("safeguarding.") and "public_id" in _names(model)
    }
