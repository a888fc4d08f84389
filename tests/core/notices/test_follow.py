"""A notice leads to where the thing waits, and is then read."""

from uuid import uuid4

import pytest

from tests.core.notices.helping import tell


def test_leads_to_the_page_and_is_read(world, sign_in):
    notice = tell(world)
    client = sign_in(world.pat)

    response = client.get(f"/core/notices/{notice.public_id}/")

    assert response.headers["Location"] == "/core/access/choose/"
    assert "Notices (" not in client.get("/core/notices/").content.decode()
    assert client.get(f"/core/notices/{notice.public_id}/").status_code == 302


@pytest.mark.parametrize("person", ["perry", "dana", "olga", "noone"])
def test_is_unknown_to_others(world, sign_in, person):
    notice = tell(world)
    client = sign_in(getattr(world, person))

    assert client.get(f"/core/notices/{notice.public_id}/").status_code == 404
    assert client.get(f"/core/notices/{uuid4()}/").status_code == 404
