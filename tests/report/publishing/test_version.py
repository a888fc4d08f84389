"""The page of the footer called version is for anybody."""


def test_anybody_reads_it(client, db):
    response = client.get("/version/")

    assert response.status_code == 200
    assert "This is version" in response.content.decode()


def test_every_page_leads_to_it(client, db):
    assert 'href="/version/"' in client.get("/published/").content.decode()
