"""Accepting, querying or disputing a provider's figure beside the figure as it was sent."""

import pytest
from django.db import ProgrammingError, connection
from django.urls import reverse

from safeguarding.assure import api
from safeguarding.assure.indicators.models import ValidatedFigure
from safeguarding.collect import api as collect
from tests.collect.returns.given import YEAR, record

URN = "training.children-level-1"


@pytest.fixture
def claim(world):
    pat = world.actor("pat")
    record(pat, (URN, world.riverside, YEAR, (79, 100)))
    return collect.figure(pat, URN, world.riverside, YEAR)


def address(claim, page="judge"):
    return reverse(f"assure:indicators_{page}", args=[claim.public_id])


def form(verdict="DISPUTED", **more):
    given = {"version": 1, "verdict": verdict}
    if verdict != "ACCEPTED":
        given["comment"] = "One certificate had expired"
    if verdict == "DISPUTED":
        given |= {"numerator": "78", "denominator": "100"}
    return given | more


def test_the_commissioners_figure_stands_beside_the_claim_which_stays_as_it_was(world, sign_in, claim):
    page = sign_in(world.dana).post(address(claim), form(), follow=True).content.decode()

    for words in ("79 of 100", "78 of 100", "Disputed", "One certificate had expired", "Not released"):
        assert words in page
    assert collect.figure(world.actor("dana"), URN, world.riverside, YEAR).numerator == 79


@pytest.mark.parametrize(
    ("verdict", "word"), [("ACCEPTED", "Accepted"), ("QUERIED", "Queried"), ("DISPUTED", "Disputed")]
)
def test_the_state_stands_wherever_the_figure_is_listed(world, sign_in, claim, verdict, word):
    client = sign_in(world.dana)
    board = reverse("assure:indicators_figures") + "?family=training"
    trend = reverse("assure:indicators_trend", args=[URN])
    assert word not in client.get(board).content.decode().partition("<main")[2]

    client.post(address(claim), form(verdict))

    for listed in (board, trend, board + "&export=csv"):
        assert word in client.get(listed).content.decode(), listed


def test_the_provider_reads_it_once_it_is_released_and_not_before(world, sign_in, claim):
    sign_in(world.dana).post(address(claim), form())
    seen = address(claim, "judged"), reverse("assure:indicators_trend", args=[URN])
    provider = sign_in(world.pat)
    for page in seen:
        assert "Disputed" not in provider.get(page).content.decode()

    sign_in(world.dana).post(address(claim), form(is_released="on"))

    provider = sign_in(world.pat)
    for page in seen:
        assert "Disputed" in provider.get(page).content.decode()
    assert "78 of 100" in provider.get(seen[0]).content.decode()


def test_second_thoughts_stay_at_home_until_they_are_released(world, sign_in, claim):
    client = sign_in(world.dana)
    client.post(address(claim), form(is_released="on"))
    client.post(address(claim), form("ACCEPTED"))

    assert "Accepted" in client.get(address(claim, "judged")).content.decode()
    assert "Accepted" not in sign_in(world.pat).get(address(claim, "judged")).content.decode()


def test_what_is_corrected_after_it_was_judged_says_so(world, sign_in, claim):
    client = sign_in(world.dana)
    client.post(address(claim), form("ACCEPTED"))
    record(world.actor("pat"), (URN, world.riverside, YEAR, (80, 100)), reason="A late return")

    assert "Accepted, corrected since" in client.get(address(claim, "judged")).content.decode()
    assert "corrected after you opened" in client.post(address(claim), form()).content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"verdict": ""}, "Answer “What do you make of this figure?”"),
        (form(comment=""), "Say why"),
        (form("QUERIED", comment=""), "Say why"),
        (form(numerator="", denominator=""), "Give the figure that you hold to be right"),
        (form(numerator=""), "Give the figure that you hold to be right"),
        (form("QUERIED", denominator="5"), "Give the numerator"),
        (form(numerator="101"), "no more than its denominator"),
        (form("ACCEPTED", numerator="78"), "Leave your own figure empty"),
        (form(numerator="many"), "must be a number"),
    ],
)
def test_errors_say_what_to_do(world, sign_in, claim, given, said):
    page = sign_in(world.dana).post(address(claim), {"version": 1} | given).content.decode()

    assert said in page
    world.actor("dana")
    assert not ValidatedFigure.objects.exists()


def test_what_was_said_is_never_changed(world, sign_in, claim):
    sign_in(world.dana).post(address(claim), form())
    world.actor("dana")

    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("update assure_validatedfigure set comment = ''")
    connection.needs_rollback = False


def test_nobody_judges_their_own_figure(world, sign_in):
    adi = world.actor("adi")
    record(adi, ("adults.concerns", world.wyvern, YEAR, 12))
    own = collect.figure(adi, "adults.concerns", world.wyvern, YEAR)

    assert sign_in(world.dana).get(address(own)).status_code == 404


def test_another_commissioner_and_another_provider_find_nothing(world, sign_in, claim):
    sign_in(world.dana).post(address(claim), form(is_released="on"))

    for person in ("olga", "oscar"):
        assert api.validated_figures(world.actor(person), [claim.public_id]) == {}
        assert sign_in(getattr(world, person)).get(address(claim, "judged")).status_code == 404


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("pat", 404), ("connie", 404), ("olga", 404), ("noone", 302)]
)
def test_who_opens_the_page(world, sign_in, claim, person, status):
    assert sign_in(getattr(world, person)).get(address(claim)).status_code == status
