"""What a list that leaves as a file puts on record, and what stands in the file."""

import json
from email.message import Message

import pytest
from django.urls import reverse
from django.utils import timezone

from safeguarding.act.strategy import operations as strategy
from safeguarding.core.audit.downloads import hand_out
from safeguarding.core.audit.models import AuditRecord
from tests.act.strategy import acts as plans
from tests.collect.returns.given import YEAR, two_years_of_adults

PLANS = reverse("act:strategy_plans")
FIGURES = reverse("assure:indicators_figures")


def left(world, who):
    """Return what is on record of the one list that left."""
    world.actor(who)
    return json.loads(AuditRecord.objects.get(what="list.downloaded").body)


def test_who_took_which_list_narrowed_how_is_on_record(world, sign_in):
    plans.plan(world)

    sign_in(world.bo).get(PLANS, {"kind": "OBJECTIVES", "q": "Objectives of Mrs Brown", "export": "xlsx"})

    said = left(world, "bo")
    assert said["by"] == "bo@demo.invalid"
    assert said["detail"] == {
        "list": "Plans", "kind": "xlsx", "rows": 0, "narrowed_to": "kind OBJECTIVES; words searched for",
    }  # fmt: skip


def test_a_choice_that_is_what_somebody_wrote_is_not_kept(world, sign_in):
    """Whoever reads the audit, such as the administrator of sign-ins, need not read the records: identifiers and states."""
    by = world.actor("hana")
    strategy.log_activity(
        organisation=by.organisation,
        text="Keep everybody safe",
        starts_on=YEAR.starts_on,
        ends_on=YEAR.ends_on,
        heading="What Mrs Brown was told",
        by=by,
        at=timezone.now(),
    )

    sign_in(world.hana).get("/act/activities/", {"heading": "What Mrs Brown was told", "export": "csv"})

    assert left(world, "hana")["detail"]["narrowed_to"] == "heading as written"
    assert left(world, "hana")["detail"]["rows"] == 1


@pytest.mark.parametrize(("kind", "starts"), [("csv", b"\xef\xbb\xbfPlan,"), ("xlsx", b"PK")])
def test_a_file_is_named_after_the_list_and_its_kind(world, sign_in, kind, starts):
    plans.plan(world)

    file = sign_in(world.bo).get(PLANS, {"export": kind})

    assert file.headers["Content-Disposition"] == f'attachment; filename="plans.{kind}"'
    assert file.content.startswith(starts)
    assert left(world, "bo")["detail"]["rows"] == 1


def test_a_table_of_figures_leaves_the_same_way(world, sign_in):
    two_years_of_adults(world.actor("adi"), world.north_wyvern, world.south_wyvern)
    asked = {"family": "adults", "period": YEAR.iso, "export": "csv"}

    sign_in(world.dana).get(FIGURES, asked)
    sign_in(world.dana).get(FIGURES, asked | {"export": "exe"})

    said = left(world, "dana")["detail"]
    assert (said["list"], said["kind"]) == ("Figures", "csv")
    assert said["rows"] > 1
    assert said["narrowed_to"].startswith(f"family adults; period {YEAR.iso}; of ")


def test_the_page_itself_takes_nothing_away(world, sign_in):
    sign_in(world.bo).get(PLANS)

    world.actor("bo")
    assert not AuditRecord.objects.filter(what="list.downloaded").exists()


def test_a_title_with_a_name_in_it_cannot_give_the_file_another(world, rf):
    """An organisation words its own name; the file goes to somebody else."""
    request = rf.get("/")
    request.actor, request.session = world.actor("dana"), {}
    title = 'Validation of Riverside"; filename="letter.exe'

    file = hand_out(request, "csv", title, ["Question"], [], at=timezone.now())

    said = Message()
    said["Content-Disposition"] = file.headers["Content-Disposition"]
    assert said.get_filename().endswith(".csv")
