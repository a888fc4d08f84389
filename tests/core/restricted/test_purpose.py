"""What restricted records are read for."""


def test_asks_once_and_leads_on(world, sign_in):
    client = sign_in(world.dana)

    answer = client.post("/core/restricted/purpose/?next=/act/disclosures/", {"purpose": "share"})

    assert answer["Location"] == "/act/disclosures/"
    assert client.get("/act/disclosures/").status_code == 200


def test_leads_nowhere_outside(world, sign_in):
    answer = sign_in(world.dana).post(
        "/core/restricted/purpose/?next=//elsewhere.example/", {"purpose": "share"}
    )

    assert answer["Location"] == "/"


def test_takes_no_purpose_of_ones_own(world, sign_in):
    assert sign_in(world.dana).post("/core/restricted/purpose/", {"purpose": "curious"}).status_code == 200
