"""Drawing a conclusion."""

import pytest
from django.urls import reverse

from safeguarding.kit.documents.blocks import Bullets, Paragraph
from safeguarding.kit.periods import financial_year
from safeguarding.report.sections import conclusion
from safeguarding.report.sections.registry import Scope
from tests.assure.conclusions import acts

ADDRESS = reverse("assure:conclusions_add")


def test_the_report_on_the_period_prints_what_was_concluded(world, sign_in):
    page = sign_in(world.dana).post(ADDRESS, acts.TYPED, follow=True).content.decode()

    assert acts.SENTENCE in page
    actor = world.actor("dana")
    assert conclusion.conclusion(Scope(world.wyvern, financial_year(2025), actor)) == [
        Paragraph(f"Our judgement: {acts.SENTENCE}"),
        Paragraph("The year's work was done against this background:"),
        Bullets(("Austerity", "The pandemic")),
    ]
    assert conclusion.conclusion(Scope(world.wyvern, financial_year(2024), actor)) == [
        Paragraph("No conclusion on this period is recorded.")
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"judgement": ""}, "Select a judgement"),
        ({"ends_on": "2025-03-31"}, "on or after the first day"),
        ({"subject": ""}, "Enter "),
    ],
)
def test_says_what_is_wrong(world, sign_in, changed, said):
    assert said in sign_in(world.dana).post(ADDRESS, acts.TYPED | changed).content.decode()


def test_is_not_drawn_twice(world, sign_in):
    acts.conclusion(world)

    assert "concluded of the period already" in sign_in(world.dana).post(ADDRESS, acts.TYPED).content.decode()


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("pat", 200), ("bo", 403), ("noone", 302)])
def test_who_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
