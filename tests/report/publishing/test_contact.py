"""The page of the footer called contact is for anybody."""


def test_anybody_reads_it(client, db):
    response = client.get("/contact/")

    assert response.status_code == 200
    assert "call 999" in response.content.decode()


def test_every_page_leads_to_it(client, db):
    assert 'href="/contact/"' in client.get("/published/").content.decode()
