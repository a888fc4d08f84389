"""The page of the footer called privacy is for anybody."""


def test_anybody_reads_it(client, db):
    response = client.get("/privacy/")

    assert response.status_code == 200
    assert "Information Commissioner" in response.content.decode()


def test_every_page_leads_to_it(client, db):
    assert 'href="/privacy/"' in client.get("/published/").content.decode()
