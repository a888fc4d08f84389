"""Saying how an organisation stands to another."""


def test_relates_once_and_lays_no_provider_open(world, sign_in):
    client, address = sign_in(world.connie), f"/core/organisations/{world.millpond.public_id}/relate/"
    typed = {"kind": "MEMBER_OF", "parent": str(world.wyvern.public_id)}

    assert client.post(address, typed).status_code == 302
    assert "already stands so" in client.post(address, typed).content.decode()
    assert "is not an area" in client.post(address, typed | {"kind": "AREA_OF"}).content.decode()


def test_others_do_not_find_it(world, sign_in):
    assert (
        sign_in(world.otto).get(f"/core/organisations/{world.millpond.public_id}/relate/").status_code == 404
    )
