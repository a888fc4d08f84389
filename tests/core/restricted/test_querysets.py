"""The querysets ask for level, list and exclusion themselves: the database beneath them would hide that they forgot."""

import pytest

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import our_models
from tests.core.restricted.making import as_reader

LISTED = [model for model in our_models() if issubclass(model, Reachable) and model.reach.listed]


@pytest.mark.parametrize("model", LISTED)
def test_every_restricted_kind_asks_who_is_named_and_who_is_kept_out(world, model):
    actor = as_reader(world, "hana" if model.resource != "ADU" else "adele")

    asked = str(model.rows(actor, Permission(model.resource, "r")).query)

    for table in ("core_exclusion", "core_namedperson", "core_restrictedrecord"):
        assert table in asked
