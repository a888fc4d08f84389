"""Each person chooses for themselves how they hear by e-mail."""

from safeguarding.core.notices import queries
from safeguarding.core.notices.models import NoticeChoice


def test_keeps_what_the_person_chose(world, sign_in):
    client = sign_in(world.pat)

    response = client.post("/core/notices/choose/", {"email": "EACH"})

    assert response.status_code == 302
    assert queries.choices([world.pat, world.perry]) == {world.pat.pk: "EACH", world.perry.pk: "DAILY"}


def test_shows_what_stands_and_refuses_what_is_no_choice(world, sign_in):
    client = sign_in(world.pat)

    assert 'value="DAILY" checked' in client.get("/core/notices/choose/").content.decode()
    page = client.post("/core/notices/choose/", {"email": "HOURLY"})

    assert page.status_code == 200
    assert "Error:" in page.content.decode()
    assert NoticeChoice.objects.count() == 0
