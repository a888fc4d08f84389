"""Breaking the glass: in one transaction with its audit and the word to the Caldicott Guardian."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.collect.alerts.queries import alerts
from safeguarding.core.access import context
from safeguarding.core.access.queries import actor_for
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.audit.reads import NotRecorded
from safeguarding.core.breakglass import operations
from safeguarding.core.breakglass.models import Opening
from safeguarding.core.breakglass.operations import NotOpened
from safeguarding.core.breakglass.queries import openings as openings_of
from safeguarding.core.notices.models import Notice
from safeguarding.core.restricted import operations as restricted
from tests.core.breakglass.making import REASON, opening
from tests.core.restricted.making import a_note, an_alert, as_reader, broken_audit, kept


def test_it_stands_in_no_list(world):
    row = an_alert(world)
    opening(world, row=row)

    actor = as_reader(world, "hana", 3)
    assert list(alerts(actor)) == []  # in no list


def test_it_closes_after_an_hour(world):
    found = opening(world)

    assert found.until - found.opened_at == timedelta(minutes=60)


def test_the_audit_stands_in_both_chains_views_and_the_guardians_are_told(world):
    found = opening(world)

    as_reader(world, "hana")
    entry = AuditRecord.objects.get(what="glass.broken")
    assert entry.touched == [found.record]
    told = Notice.objects.filter(kind="glass.broken")
    assert {(n.organisation.name, n.roles[0]) for n in told} == {
        (place, role)
        for place in ("NHS Wyvern Integrated Care Board", "Riverside NHS Trust")
        for role in ("R12", "R13")
    }
    assert not any("Found without food" in entry.body for entry in AuditRecord.objects.all())
    as_reader(world, "pat")
    assert AuditRecord.objects.filter(what="glass.broken", touches__record=found.record).exists()


def test_without_the_audit_nothing_is_opened(world):
    row = an_alert(world)

    with broken_audit(), pytest.raises(NotRecorded):
        opening(world, row=row)

    as_reader(world, "hana")
    assert not Opening.objects.exists()


def test_the_fourth_in_a_day_is_refused_and_the_first_of_the_next_is_not(world):
    rows = [an_alert(world, about=f"A-{n}") for n in range(4)]
    for row in rows[:3]:
        opening(world, row=row)

    with pytest.raises(NotOpened, match="in the last 24 hours"):
        opening(world, row=rows[3])
    later = timezone.now() + timedelta(hours=24, seconds=1)
    assert opening(world, row=rows[3], at=later)


def test_no_such_record_and_a_sealed_note_are_told_apart_by_nobody(world):
    note = a_note(world)
    words = []
    for row, reference in ((None, "ADU-NOSUCH"), (note, None)):
        as_reader(world, "cal")
        given = {"reference": reference or kept(row).reference}
        with pytest.raises(NotOpened) as refusal:
            opening(world, "gwen", row=note, **given)
        words.append(str(refusal.value))

    assert words[0] == words[1]


def test_a_stranger_and_an_excluded_person_open_nothing(world):
    row = an_alert(world)
    as_reader(world, "pat")
    restricted.exclude(restricted=kept(row), person=world.hana, by=as_reader(world, "pat"), at=timezone.now())
    as_reader(world, "pat")
    reference = kept(row).reference

    for who in ("hana", "oscar"):
        with pytest.raises(NotOpened, match="no record with this reference"):
            opening(world, who, row=row, reference=reference) if who == "hana" else _as_stranger(
                world, reference
            )


def _as_stranger(world, reference):
    actor = as_reader(world, "oscar", 3)
    context.set_context(context.values(actor))
    return operations.break_glass(
        reference=reference,
        ground="ADULT",
        reason="An enquiry starts within the hour",
        since_step_up=timedelta(0),
        by=actor,
        at=timezone.now(),
    )


def test_a_role_without_the_right_is_refused_before_anything_is_looked_up(world):
    with pytest.raises(PermissionDenied):
        opening(world, "quin")


def test_nobody_judges_their_own_and_one_that_is_judged_frees_the_right(world):
    found = opening(world, "cal")
    with pytest.raises(NotOpened):
        operations.judge(
            opening=found,
            version=1,
            is_justified=True,
            finding="Mine",
            by=as_reader(world, "cal", 3),
            at=timezone.now(),
        )


def test_an_opening_that_nobody_judged_suspends_the_right(world):
    row = an_alert(world)
    found = opening(world, row=row)
    as_reader(world, "hana")
    Opening.objects.filter(pk=found.pk).update(decide_by_day=timezone.localdate() - timedelta(days=1))

    with pytest.raises(NotOpened, match="until your Caldicott Guardian"):
        opening(world, row=row)

    by = as_reader(world, "cal", 3)
    fresh = Opening.objects.get(pk=found.pk)
    operations.judge(opening=fresh, version=1, is_justified=True, finding="Right", by=by, at=timezone.now())
    assert opening(world, row=row)


def test_ten_in_a_day_are_recorded_as_an_incident(world):
    row, start = an_alert(world), timezone.now()
    for number in range(10):
        who = ("hana", "gwen", "cal", "hana")[number // 3]
        moment = start if number < 9 else start + timedelta(seconds=1)
        if number == 9:
            as_reader(world, "hana")
            first = Opening.objects.filter(opened_by=world.hana).order_by("id").first()
            Opening.objects.filter(pk=first.pk).update(opened_by=world.gwen)
        opening(world, who, row=row, at=moment)

    as_reader(world, "hana")
    assert AuditRecord.objects.filter(what="security.incident").count() == 1
    (told,) = Notice.objects.filter(kind="security.incident")
    assert told.roles == ["R12", "R13", "R29"]


def with_another_hat(world):
    """Give the head of safeguarding the same role at another commissioner, and return her as she acts for that one."""
    now = timezone.now()
    world.give("hana", "R02", "elsewhere_icb")
    context.set_context([str(world.elsewhere_icb.pk), str(world.hana.pk), "3", now.date().isoformat()])
    actor = replace(actor_for(world.hana, world.elsewhere_icb, now.date()), level=3, purpose="protect")
    context.set_context(context.values(actor))
    return actor


@pytest.mark.parametrize(
    ("openings", "days_ago", "said"),
    [(3, 0, "You opened 3 records"), (1, 9, "until your Caldicott Guardian")],
)
def test_another_hat_gives_nobody_a_further_one(world, openings, days_ago, said):
    """Three in a day, and none while one was not judged in time: by a person, not by a person and an organisation."""
    for n in range(openings):
        opening(world, row=an_alert(world, about=f"A-{n}"), at=timezone.now() - timedelta(days=days_ago))
    reference = kept(an_alert(world, "olga", about="A-9")).reference
    actor = with_another_hat(world)

    with pytest.raises(NotOpened, match=said):
        operations.break_glass(
            reference=reference,
            ground="ADULT",
            reason=REASON,
            since_step_up=timedelta(minutes=1),
            by=actor,
            at=timezone.now(),
        )

    assert not openings_of(actor).exists()
