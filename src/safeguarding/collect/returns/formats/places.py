"""Which organisation a file means by a code or a name, asked for all rows at once."""

from datetime import date

from safeguarding.collect.returns.operations import WRITE
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import organisations_where
from safeguarding.core.organisations.models import Identifier, Organisation, OrganisationName


class Places:
    """The organisations and areas about which the actor may send figures, by every code and name that they have had."""

    def __init__(self, actor: Actor) -> None:
        reach = organisations_where(actor, WRITE)
        self.by_id = {o.pk: o for o in reach.prefetch_related("kind")}
        self._codes: dict[str, list[tuple[date | None, date | None, int]]] = {}
        for code, first, last, pk in Identifier.objects.filter(
            organisation__in=self.by_id, scheme="ODS"
        ).values_list("code", "starts_on", "ends_on", "organisation_id"):
            self._codes.setdefault(code.upper(), []).append((first, last, pk))
        names = OrganisationName.objects.filter(organisation__in=self.by_id)
        self._names: dict[str, set[int]] = {}
        for name, pk in names.values_list("name", "organisation_id"):
            self._names.setdefault(plain(name), set()).add(pk)
        self._found: dict[tuple[str, date], Organisation | str] = {}

    def find(self, said: str, on: date) -> Organisation | str:
        """Return the organisation meant on a day, or in words why it is not known."""
        if (known := self._found.get((said, on))) is None:
            known = self._found[said, on] = self._find(said, on)
        return known

    def _find(self, said: str, on: date) -> Organisation | str:
        codes = self._codes.get(said.strip().upper(), ())
        fitting = [pk for first, last, pk in codes if (not first or first <= on) and (not last or on <= last)]
        found = set(fitting) or {pk for *_, pk in codes} or self._names.get(plain(said), set())
        if len(found) == 1:
            return self.by_id[next(iter(found))]
        if found:
            return "means several organisations; give the ODS code"
        return "is not an organisation or area about which you can send figures"


def plain(name: str) -> str:
    """Return a name as people compare it: without NHS in front, capitals or double spaces."""
    return " ".join(name.casefold().split()).removeprefix("nhs ")
