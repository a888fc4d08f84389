"""The page of the footer called accessibility is for anybody."""


def test_anybody_reads_it(client, db):
    response = client.get("/accessibility/")

    assert response.status_code == 200
    assert "WCAG" in response.content.decode()


def test_every_page_leads_to_it(client, db):
    assert 'href="/accessibility/"' in client.get("/published/").content.decode()
