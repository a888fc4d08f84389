"""Noting that a provider left a process, with evidence."""

from tests.assure.oversight.making import an_entry

TYPED = {"left": "March 2025", "exit": "IMPROVED", "evidence": "Two clean audits", "version": 1}


def test_leaves_with_evidence_only(world, sign_in):
    entry = an_entry(world)
    client, address = sign_in(world.dana), f"/assure/oversight/{entry.public_id}/"

    assert "Enter the evidence" in client.post(f"{address}leave/", TYPED | {"evidence": ""}).content.decode()
    assert client.post(f"{address}leave/", TYPED).status_code == 302
    assert "Two clean audits" in client.get(address).content.decode()
    assert "Somebody else changed this" in client.post(f"{address}leave/", TYPED).content.decode()


def test_others_do_not_find_it(world, sign_in):
    entry = an_entry(world)

    assert sign_in(world.pat).get(f"/assure/oversight/{entry.public_id}/leave/").status_code == 404
