"""Facts about reviews: seen on the register's pages, and changed through its operations."""

from datetime import date

import pytest
from django.utils import timezone

from safeguarding.collect.reviews import operations, queries
from safeguarding.collect.reviews.models import Review
from safeguarding.kit import identifying, when
from tests.facts.register import proves

YEAR = when.read("2019/20")


def case(fact, *values):
    return pytest.param(*values, marks=pytest.mark.proves(fact), id=fact)


def correct(demo, seed, review, **changes):
    review.refresh_from_db()
    operations.correct_review(
        review=review,
        version=review.version,
        changes=changes,
        reason="As a proof",
        by=demo.actor(seed),
        at=timezone.now(),
    )


def register(demo, seed, **asked):
    address = "/collect/reviews/?" + "&".join(f"{key}={value}" for key, value in asked.items())
    return demo.page(seed, address)


@pytest.mark.parametrize(
    ("kind", "name", "body"),
    [
        case(
            "STH-086",
            "multi-agency-review",
            "Multi-agency case review",
            "St Helens Safeguarding Children Board",
        ),
        case(
            "STH-087", "serious-case-review", "Serious case review", "St Helens Safeguarding Children Board"
        ),
        case(
            "STH-088",
            "safeguarding-adults-review",
            "Safeguarding (serious) Adult Review",
            "St Helens Safeguarding Adults Board",
        ),
        case(
            "STH-089",
            "domestic-homicide-review",
            "Domestic homicide review",
            "St Helens Community Safety Partnership",
        ),
    ],
)
def test_a_type_is_chosen_with_the_body_that_commissions_it(demo, kind, name, body):
    page = demo.page("sth", f"/collect/reviews/add/?type={kind}")
    assert name in page
    assert body in page
    demo.actor("sth")
    review = Review.objects.get(type__key=kind, commissioned_by__name=body)
    assert name in demo.page("sth", f"/collect/reviews/{review.public_id}/")

    police = demo.organisation("Avon and Somerset Police")
    with pytest.raises(operations.NotPossible, match="is not commissioned by"):
        correct(demo, "sth", review, commissioned_by=police)
    correct(demo, "sth", review, commissioned_by=None)

    assert body not in demo.page("sth", f"/collect/reviews/?type={kind}&export=csv")
    shown = demo.page("sth", f"/collect/reviews/{review.public_id}/").split('id="history"')[0]
    assert body not in shown


@pytest.mark.parametrize(
    ("kind", "plural", "count"),
    [
        case("MB-141", "serious-case-review", "Serious case reviews", 3),
        case("MB-142", "multi-agency-review", "Multi-agency reviews", 3),
        case("MB-143", "domestic-homicide-review", "Domestic homicide reviews", 1),
        case("MB-145", "safeguarding-adults-review", "Safeguarding adults reviews", 1),
    ],
)
def test_reviews_of_each_type_are_counted(demo, kind, plural, count):
    mb = demo.commissioner("mb")

    def shown():
        page = demo.page("mb", f"/collect/reviews/counts/?year=2019&of={mb.public_id}")
        row = page.split(f"<span>{plural}</span>")
        return row[1].split("<span>")[1].split("</span>")[0] if len(row) > 1 else "none"

    assert shown() == str(count)
    demo.actor("mb")
    review = Review.objects.filter(organisation=mb, type__key=kind).first()
    before = when.read("2018/19")
    gone = {"reported_for": before, "publication_due": None} | (
        {"completed": before} if review.completed else {}
    )
    correct(demo, "mb", review, **gone)

    # Where no row is left the type is not listed, or only the total that a source states is.
    assert shown() in ({str(count - 1)} if count > 1 else {"none", "Rows not held"})


@proves("MB-147", "MB-148", "MB-149")
def test_two_are_due_for_publication_and_one_goes_on(demo):
    mb, next_year = demo.commissioner("mb"), when.read("2020/21")

    def numbers():
        [scr] = [c for c in queries.counts(demo.actor("mb"), YEAR, mb) if c.key == "serious-case-review"]
        due = queries.due_for_publication(demo.actor("mb"), next_year, mb)
        return len(due), scr.by_status.get("ONGOING", 0), scr.rows

    assert numbers() == (2, 1, 3)
    assert (
        register(demo, "mb", status="DUE", type="serious-case-review").count("Due to be published</strong>")
        == 2
    )
    demo.actor("mb")
    correct(demo, "mb", Review.objects.get(label="SCR 1"), status="ONGOING", publication_due=None)

    assert numbers() == (1, 2, 3)


@proves("MB-150")
def test_three_learning_reviews_were_completed_in_south_cumbria(demo):
    def found():
        demo.actor("mb")
        lines = queries.reviews_in(demo.actor("mb"), YEAR, demo.commissioner("mb"), status="COMPLETED")
        return [r for r in lines if r.known_as == "Learning review" and r.area == "South Cumbria"]

    assert len(found()) == 3
    correct(demo, "mb", Review.objects.get(label="LR 1"), area=demo.organisation("North Lancashire"))

    assert len(found()) == 2


def a_leder_review(demo, **facts):
    given = {
        "label": "L-1",
        "status": "ONGOING",
        "notified": when.read("15 May 2019"),
        "delay_reason": "CAPACITY",
    }
    return operations.record_review(
        type=queries.type_of("leder"),
        facts=given | facts,
        organisation=demo.commissioner("mb"),
        by=demo.actor("mb"),
        at=timezone.now(),
    )


@proves("MB-158")
def test_a_leder_review_is_due_after_six_months_and_flagged_after_that(demo):
    review = a_leder_review(demo)
    address = f"/collect/reviews/{review.public_id}/"

    assert "Due on 15 November 2019" in demo.page("mb", address)
    assert queries.clock_of(review, date(2019, 11, 15)).in_time
    assert not queries.clock_of(review, date(2019, 11, 16)).in_time
    assert review in queries.overdue(demo.actor("mb"))
    correct(demo, "mb", review, notified=when.read("30 August 2019"))

    assert "Due on 29 February 2020" in demo.page("mb", address)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        case("MB-153", "recorded", "Recorded"),
        case("MB-154", "allocated", "Allocated to a reviewer"),
        case("MB-155", "completed", "Completed"),
        case("MB-156", "shared", "Learning shared"),
        case("MB-157", "implemented", "Learning implemented"),
    ],
)
def test_each_stage_of_a_leder_review_is_followed_with_its_date(demo, key, name):
    review = a_leder_review(demo)
    address = f"/collect/reviews/{review.public_id}/"

    def reached():
        return demo.page("mb", address).split("Stages reached")[-1].split('id="history"')[0]

    assert f"<span>{name}</span>" not in reached()
    client = demo.client("mb")
    client.post(f"{address}stage/", {"stage": key, "on": "3 June 2019", "version": 1})

    assert f"<span>{name}</span>" in reached()
    assert "3 June 2019" in reached()


@pytest.mark.parametrize(
    ("reason", "name"),
    [
        case("MB-159", "REVIEWERS", "Lack of reviewers"),
        case("MB-160", "CAPACITY", "Reviewer capacity"),
        case("MB-161", "RECORDS", "Access to patient records"),
    ],
)
def test_a_late_review_needs_its_reason_from_the_list(demo, reason, name):
    with pytest.raises(operations.NotPossible, match="reason for the delay"):
        a_leder_review(demo, delay_reason="")
    review = a_leder_review(demo, delay_reason="OTHER")
    address = f"/collect/reviews/{review.public_id}/"
    assert name not in demo.page("mb", address)
    assert name in demo.page("mb", f"{address}correct/")

    correct(demo, "mb", review, delay_reason=reason)

    assert name in demo.page("mb", address)


@proves("SOM-087", "SOM-088")
def test_the_thematic_review_has_its_theme_and_its_month_of_publication(demo):
    demo.actor("som")
    review = Review.objects.get(type__key="thematic-lcspr")
    address = f"/collect/reviews/{review.public_id}/"

    def shown():
        return demo.page("som", address).split('id="history"')[0]

    for words in ("Thematic local child safeguarding practice review", "Non-accidental injury", "March 2022"):
        assert words in shown()
    correct(demo, "som", review, theme="Neglect", published=when.read("May 2022"))

    assert "Non-accidental injury" not in shown()
    assert "March 2022" not in shown()


@proves("CHE-025")
@pytest.mark.parametrize(("age", "status"), [("17", 302), ("18", 200)])
def test_every_death_under_eighteen_is_reviewed_and_none_after(demo, age, status):
    typed = {"label": f"CDR at {age}", "status": "NOTIFIED", "notified": "May 2020", "age": age}

    response = demo.client("che").post("/collect/reviews/add/?type=child-death-review", typed)

    assert response.status_code == status
    assert (f"CDR at {age}" in register(demo, "che")) is (status == 302)


@proves("CHE-028")
def test_a_child_death_review_has_no_name(demo):
    assert not {"name", "nhs_number", "date_of_birth"} & {field.name for field in Review._meta.get_fields()}
    demo.actor("che")
    review = Review.objects.get(type__key="child-death-review")
    with pytest.raises(identifying.SaysWho):
        correct(demo, "che", review, label="Alfie Stone")

    correct(demo, "che", review, label="Child D")

    assert "Child D" in register(demo, "che")


@proves("CHE-029")
def test_modifiable_factors_are_recorded_on_a_child_death_review(demo):
    demo.actor("che")
    review = Review.objects.get(type__key="child-death-review")
    address = f"/collect/reviews/{review.public_id}/"
    assert "Modifiable factors identified" in demo.page("che", address)

    correct(demo, "che", review, factors="NONE")

    assert "No modifiable factors identified" in demo.page("che", address)


@proves("CHE-032")
def test_a_practice_review_needs_its_partnership(demo):
    demo.actor("che")
    review = Review.objects.get(type__key="lcspr")
    page = demo.page("che", f"/collect/reviews/{review.public_id}/")
    assert "Cheshire East Safeguarding Children Partnership" in page

    with pytest.raises(operations.NotPossible, match="which partnership"):
        correct(demo, "che", review, commissioned_by=None)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        case("CHE-033", "harm", "A child died or was seriously harmed"),
        case("CHE-034", "abuse", "Abuse or neglect is known or suspected"),
        case("CHE-035", "learning", "Agencies can learn about how they worked together"),
    ],
)
def test_each_criterion_is_recorded_with_why_it_is_met(demo, key, words):
    demo.actor("che")
    review = Review.objects.get(type__key="lcspr")
    address = f"/collect/reviews/{review.public_id}/"
    assert words in demo.page("che", address).split('id="history"')[0]
    with pytest.raises(operations.NotPossible, match="why the criteria are met"):
        correct(demo, "che", review, rationale="")

    correct(demo, "che", review, criteria_met=[each for each in review.criteria_met if each != key])

    assert words not in demo.page("che", address).split('id="history"')[0]
