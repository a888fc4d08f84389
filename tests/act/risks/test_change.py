"""Looking at a risk again."""

import pytest
from django.urls import reverse

from tests.act.risks import acts


def address(risk):
    return reverse("act:risks_change", args=[risk.public_id])


def test_scores_it_anew_and_keeps_what_it_said(world, sign_in):
    risk = acts.risk(world)
    form = acts.TYPED | {"likelihood": "2", "reason": "Fewer wait", "version": 1}

    page = sign_in(world.dana).post(address(risk), form, follow=True).content.decode()

    assert "8 High" in page
    assert "Fewer wait" in page


@pytest.mark.parametrize(
    ("changed", "said"), [({"version": 7}, "Somebody else changed this"), ({"likelihood": ""}, "both scales")]
)
def test_says_what_is_wrong(world, sign_in, changed, said):
    form = acts.TYPED | {"mitigation": "More", "reason": "Why", "version": 1} | changed

    assert said in sign_in(world.dana).post(address(acts.risk(world)), form).content.decode()


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write(world, sign_in, person, status):
    here = address(acts.risk(world))

    assert sign_in(getattr(world, person)).get(here).status_code == status
