"""The page of the footer called cookies is for anybody."""


def test_anybody_reads_it(client, db):
    response = client.get("/cookies/")

    assert response.status_code == 200
    assert "Keeps you signed in" in response.content.decode()


def test_every_page_leads_to_it(client, db):
    assert 'href="/cookies/"' in client.get("/published/").content.decode()
