"""Who may open the pages of papers: reading, writing and signing are three different permissions."""

READERS = {
    "dana": 200,
    "hana": 200,
    "chris": 200,
    "bo": 200,
    "pat": 404,
    "oscar": 404,
    "olga": 404,
    "noone": 302,
}
WRITERS = READERS | {"chris": 404, "bo": 404}
SIGNERS = {"chris": 200, "hana": 200, "dana": 404, "bo": 404, "pat": 404, "oscar": 404, "noone": 302}
