"""Facts about organisations as their pages show them as at a day."""

from datetime import date

import pytest
from django.utils import timezone

from safeguarding.core.organisations import operations
from safeguarding.core.organisations.models import Contract, Relation, ScheduleLine, Succession
from tests.facts.register import proves


def case(fact, *values):
    return pytest.param(*values, marks=pytest.mark.proves(fact), id=fact)


def page(demo, seed, organisation, on):
    return demo.page(seed, f"/core/organisations/{organisation.public_id}/?on={on}")


def end(demo, seed, day, **which):
    demo.actor(seed)
    operations.end_relation(
        relation=Relation.objects.get(**which), ends_on=day, by=demo.actor(seed, "admin"), at=timezone.now()
    )


@proves("MB-019")
def test_the_system_is_the_parent_of_several_ccgs(demo):
    system = demo.organisation("Lancashire and South Cumbria Integrated Care System")
    ccgs = ("NHS Morecambe Bay CCG", "NHS East Lancashire CCG", "NHS Fylde and Wyre CCG")
    for name in ccgs:
        assert name in page(demo, "mb", system, "2020-03-31")

    end(demo, "mb", date(2019, 12, 31), child__name=ccgs[1], parent=system)

    assert ccgs[1] not in page(demo, "mb", system, "2020-03-31")
    assert ccgs[1] in page(demo, "mb", system, "2019-06-01")


@pytest.mark.parametrize(
    "line",
    [
        case("MB-115", "Key performance indicators on safeguarding outcomes"),
        case("MB-116", "Risk management"),
        case("MB-117", "Quality improvement initiatives"),
    ],
)
def test_each_negotiated_arrangement_stands_in_the_contract(demo, line):
    acute = demo.organisation("University Hospitals of Morecambe Bay NHS Foundation Trust")
    assert line in page(demo, "mb", acute, "2020-03-31")
    demo.actor("mb")
    held = ScheduleLine.objects.get(contract__provider=acute, obligation=line)

    held.obligation = "Something else"
    held.save()

    assert line not in page(demo, "mb", acute, "2020-03-31")


@proves("MB-186")
def test_the_partnership_began_on_a_day_and_followed_the_board(demo):
    partnership = demo.organisation("Cumbria Safeguarding Children Partnership")
    shown = page(demo, "mb", partnership, "2020-03-31")
    assert "Cumbria Local Safeguarding Children Board" in shown
    assert "29 September 2019" in shown

    step = Succession.objects.get(successor=partnership)
    step.predecessor = demo.organisation("Lancashire Safeguarding Children Board")
    step.save()
    partnership.opened_on = date(2019, 10, 1)
    partnership.save()

    shown = page(demo, "mb", partnership, "2020-03-31")
    assert "Cumbria Local Safeguarding Children Board" not in shown
    assert "1 October 2019" in shown


@proves("MB-283")
def test_there_are_two_safeguarding_hubs(demo):
    mb, hubs = demo.commissioner("mb"), ("Cumbria", "Lancashire")
    for place in hubs:
        assert f"{place} Multi-Agency Safeguarding Hub" in page(demo, "mb", mb, "2020-03-31")

    end(demo, "mb", date(2019, 12, 31), child=mb, parent__name="Cumbria Multi-Agency Safeguarding Hub")

    assert "Cumbria Multi-Agency Safeguarding Hub" not in page(demo, "mb", mb, "2020-03-31")


@proves("CH-010")
def test_nhs_england_commissions_general_practice_that_the_ccg_assures(demo):
    practice = demo.organisation("City and Hackney member practice 1")
    shown = page(demo, "ch", practice, "2017-06-01")
    assert "Commissioned by NHS England" in shown
    assert "NHS City and Hackney CCG leads on assurance" in shown
    demo.actor("ch")
    contract = Contract.objects.get(provider=practice)

    contract.parties.filter(part="ASSURANCE").update(part="ASSOCIATE")

    assert "leads on assurance" not in page(demo, "ch", practice, "2017-06-01")


@proves("CH-016")
def test_contracts_are_held_by_kind_of_service(demo):
    homerton = demo.organisation("Homerton University Hospital NHS Foundation Trust")
    assert "Services: acute and community." in page(demo, "ch", homerton, "2017-06-01")
    demo.actor("ch")

    Contract.objects.filter(provider=homerton).update(service_types=["acute"])

    assert "Services: acute." in page(demo, "ch", homerton, "2017-06-01")


@proves("CH-024")
def test_the_ccg_works_with_two_councils_and_two_national_bodies(demo):
    ch = demo.commissioner("ch")
    partners = (
        "Care Quality Commission",
        "NHS England",
        "London Borough of Hackney",
        "City of London Corporation",
    )
    for name in partners:
        assert f"<span>{name}</span>" in page(demo, "ch", ch, "2017-06-01")

    for name in partners:
        end(demo, "ch", date(2016, 12, 31), child=ch, parent__name=name)

    for name in partners:
        assert f"<span>{name}</span>" not in page(demo, "ch", ch, "2017-06-01")


@proves("CH-067")
def test_an_independent_contractor_is_a_kind_under_contract(demo):
    contractor = demo.organisation("Independent contractor of City and Hackney")
    assert "Independent contractor" in demo.page("ch", "/core/organisations/?kind=independent-contractor")
    demo.actor("ch")

    contract = Contract.objects.get(provider=contractor)
    operations.end_contract(
        contract=contract, ends_on=date(2018, 3, 31), by=demo.actor("ch", "contracts"), at=timezone.now()
    )

    assert demo.client("ch").get("/core/organisations/?kind=independent-contractor").status_code == 400


@proves("CHE-015")
def test_two_partnerships_cover_the_area(demo):
    che = demo.commissioner("che")

    def count():
        return page(demo, "che", che, "2021-06-01").count("<span>Safeguarding children partnership</span>")

    assert count() == 2
    end(
        demo,
        "che",
        date(2021, 1, 1),
        child=che,
        parent__name="Cheshire East Safeguarding Children Partnership",
    )

    assert count() == 1


@proves("CHE-026")
def test_one_panel_covers_both_councils(demo):
    panel = demo.organisation("Pan-Cheshire Child Death Overview Panel")
    for name in ("Cheshire East Council", "Cheshire West and Chester Council"):
        assert name in page(demo, "che", panel, "2021-06-01")

    end(demo, "che", date(2020, 1, 1), child=panel, parent__name="Cheshire East Council")

    assert "Cheshire East Council" not in page(demo, "che", panel, "2021-06-01")
