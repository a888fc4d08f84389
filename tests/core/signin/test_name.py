"""Everyone changes their own name, and nobody another's."""

from safeguarding.core.audit.models import AuditRecord

ADDRESS = "/core/signin/name/"


def test_a_person_changes_their_name(world, sign_in):
    assert 'value="Pat Provider"' in sign_in(world.pat).get(ADDRESS).content.decode()

    sign_in(world.pat).post(
        ADDRESS, {"name": "Pat Provider-Jones", "email": "boss@demo.invalid", "is_active": ""}
    )

    world.pat.refresh_from_db()
    assert (world.pat.name, world.pat.email, world.pat.is_active) == (
        "Pat Provider-Jones",
        "pat@demo.invalid",
        True,
    )
    world.actor("pat")
    assert AuditRecord.objects.filter(what="person.renamed").count() == 1


def test_somebody_without_a_role_has_a_name_too(world, sign_in):
    assert sign_in(world.noone).post(ADDRESS, {"name": "Nobody Known"}).status_code == 302


def test_a_name_is_needed(world, sign_in):
    assert "Enter the name" in sign_in(world.pat).post(ADDRESS, {"name": " "}).content.decode()


def test_a_stranger_signs_in_first(client, db):
    assert client.get(ADDRESS).status_code == 302
