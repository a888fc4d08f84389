"""The list of contact points."""

from django.urls import reverse

from safeguarding.core.people import operations
from safeguarding.core.people.models import StatutoryRole
from tests.core.people import acts

ADDRESS = reverse("core:people_contacts")


def test_lists_contact_points_and_names_the_missing_ones(world, sign_in):
    role = StatutoryRole.objects.get(key="designated-nurse-children")
    nurse = acts.post(world, "Designated nurse", roles=[role])
    client = sign_in(world.hana)
    assert "Designated nurse has no contact point" in acts.text(client, ADDRESS)

    operations.add_contact(
        organisation=nurse.organisation,
        of=nurse,
        hours="IN",
        telephone="01632 960001",
        by=world.actor("hana"),
        at=acts.NOW,
    )

    page = acts.text(client, ADDRESS)
    assert "01632 960001" in page
    assert "Designated nurse has no contact point" not in page
    assert "01632 960001" in client.get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")
