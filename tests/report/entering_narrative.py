"""Takes the year's paper from its first word to the public by the pages, each step by whoever's step it is."""

from tests.report.clerk import Clerk


def enter(author: Clerk, executive: Clerk) -> str:
    """Write, claim and freeze as its author; sign and publish as the executive. Returns the paper's public id."""
    told = author.stage.read("narrative")
    paper = author.enter(
        "report:papers_start",
        outline=told["outline"],
        organisation=str(author.stage.commissioner.public_id),
        title=told["title"],
        starts_on=told["starts"],
        ends_on=told["ends"],
    )
    for section, text in told["sections"].items():
        author.change("report:papers_write", paper, section, text=text.strip())
    for claim in told.get("claims", ()):
        author.send("report:papers_claim", paper, **claim)
    author.change("report:papers_freeze", paper)
    executive.change("report:papers_sign", paper, capacity=told["capacity"], declaration=True)
    executive.change("report:publishing_publish", paper, declaration=True)
    return paper
