"""One request to share information."""

from tests.core.restricted.making import a_request, as_reader, opened


def address(row):
    return f"/act/disclosures/{row.public_id}/"


def test_shows_the_request_and_who_may_see_it(world, sign_in):
    row = a_request(world)

    page = opened(sign_in(world.dana), world).get(address(row)).content.decode()

    assert "Attendances of the last year" in page
    assert f"/core/restricted/who/act.disclosure/{row.public_id}/" in page
    assert "Decide" in page


def test_another_organisation_learns_nothing(world, sign_in):
    row = a_request(world)
    unknown = "00000000-0000-4000-8000-000000000000"

    found = opened(sign_in(world.pat), world, "riverside").get(address(row))
    never = opened(sign_in(world.pat), world, "riverside").get(f"/act/disclosures/{unknown}/")

    assert (found.status_code, found.content) == (never.status_code, never.content)
    assert found.status_code == 404


def test_a_page_that_notes_no_reading_shows_nothing(world, sign_in, monkeypatch):
    row = a_request(world)
    client = opened(sign_in(world.dana), world)
    as_reader(world, "dana")
    monkeypatch.setattr("safeguarding.core.audit.reads.note_read", lambda *given, **named: None)

    answer = client.get(address(row))

    assert answer.status_code == 503
    assert b"Attendances" not in answer.content
