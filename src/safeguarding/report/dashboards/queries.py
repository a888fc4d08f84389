"""What a home page lists beneath its numbers, and the directory of all that a person may open."""

from dataclasses import dataclass
from functools import cache

from django.urls import resolve, reverse

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import Rule


@dataclass(frozen=True)
class Place:
    """One place of the product: its words, what is done there, its address, and who it is meant for."""

    text: str
    detail: str
    name: str
    meant_for: Permission | None = None  # narrower than what opens it, where a page would be empty for some

    @property
    def url(self) -> str:
        """Return the address."""
        return _door(self.name)[0]

    def opens_for(self, actor: Actor) -> bool:
        """Test whether the page's own rule opens it for this person."""
        rule = _door(self.name)[1]
        return rule is not None and all(
            may_anywhere(actor, needed) for needed in (rule.reading, self.meant_for) if needed
        )


@cache
def _door(name: str) -> tuple[str, Rule | None]:
    """Return the address of a page and the rule that opens it: both stand in the code, so they are looked up once."""
    address = reverse(name)
    return address, getattr(resolve(address).func, "rule", None)


# The directory, in the order of the product's sentence. A place is shown to whoever its permission opens it for.
DIRECTORY: tuple[tuple[str, tuple[Place, ...]], ...] = (
    (
        "Who and where",
        (
            Place(
                "Organisations",
                "Names, codes, areas, successions and contracts",
                "core:organisations_register",
            ),
            Place("Posts", "Statutory posts, holders, vacancies and gaps", "core:people_posts"),
            Place("Bodies", "Committees, boards, partnerships and their seats", "core:bodies_bodies"),
            Place("Governance chart", "Who reports to whom, drawn and in words", "core:bodies_chart"),
            Place("Contacts", "How posts and bodies are reached", "core:people_contacts"),
            Place("Sources of law", "Acts and guidance with their dates", "core:vocabulary_sources"),
            Place("Words", "Duties, cohorts and local words", "core:vocabulary_words"),
        ),
    ),
    (
        "What we are told",
        (
            Place("Frameworks", "Standards and questions, in their versions", "collect:frameworks_library"),
            Place(
                "Rounds",
                "Who was asked, and who has answered",
                "collect:assessments_rounds",
                Permission("CAM", "w"),
            ),
            Place(
                "Our self-assessments",
                "What we have been asked to answer",
                "collect:assessments_mine",
                Permission("SELF", "w"),
            ),
            Place("Indicators", "Definitions of the figures, in their versions", "collect:returns_library"),
            Place("Returns of figures", "Type or correct the figures of a period", "collect:returns_index"),
            Place("Files sent", "Spreadsheets of figures and their receipts", "collect:imports_index"),
            Place("Reviews", "Statutory reviews and their clocks", "collect:reviews_register"),
            Place("Sealed notes", "Notes on reviews, for named people", "collect:sealed_notes"),
            Place("Alerts about adults", "Concerns that a provider raised", "collect:alerts_register"),
        ),
    ),
    (
        "What we conclude",
        (
            Place(
                "Providers",
                "One page for each: returns, figures, actions, visits, files",
                "report:dashboards_providers",
            ),
            Place("Validation", "Returns to judge beside what the provider says", "assure:validation_inbox"),
            Place(
                "Questions to us",
                "What your commissioner asks about your answers",
                "assure:validation_questions",
            ),
            Place("Section 11", "Where each trust stands", "assure:validation_section_11"),
            Place("Figures", "Tables of places, with ratings and change", "assure:indicators_figures"),
            Place("Sums that must agree", "Figures checked against each other", "assure:indicators_sums"),
            Place("Findings", "What the audits showed, and the actions", "assure:themes_findings"),
            Place("Themes", "How often each theme was found", "assure:themes_catalogue"),
            Place(
                "Visits and inspections", "Ours and those of others, with findings", "assure:visits_register"
            ),
            Place(
                "Conclusions",
                "What a year came to, and against what background",
                "assure:conclusions_register",
            ),
            Place("Oversight", "Providers in RADAR, QPIP and what befell them", "assure:oversight_register"),
        ),
    ),
    (
        "What we do about it",
        (
            Place("Actions", "What is to be done, by whom and by when", "act:actions_register"),
            Place("Risks", "What may go wrong, its score and what is done about it", "act:risks_register"),
            Place("Plans", "Strategies, objectives and work plans of a year", "act:strategy_plans"),
            Place("Activities", "What was done, day by day", "act:strategy_activities"),
            Place("Projects", "Pieces of work with their partners", "act:strategy_projects"),
            Place("Training and events", "Training, forums and supervision", "act:supervision_register"),
            Place(
                "Information sharing", "Requests, what was decided and who was told", "act:disclosures_log"
            ),
        ),
    ),
    (
        "Who may, and who did",
        (
            Place(
                "People and roles", "Who signs in, with which role, from when to when", "core:access_people"
            ),
            Place("Hand-overs", "Whose work went to whom when they left", "core:cover_leavers"),
            Place("Shares", "What we let others see for a time, and they us", "core:sharing_shares"),
            Place("Deputies", "Who stands in for whom, from when to when", "core:cover_deputies"),
            Place("Who did what", "The audit: by person, time and record", "core:audit_records"),
            Place("Search", "Words in titles, among what you may see", "report:dashboards_search"),
            Place("What I have looked at", "Restricted records that I opened", "core:audit_mine"),
            Place("Restricted records", "Who is on a list, who is kept out", "core:restricted_records"),
            Place("Emergency opening", "One record, for an hour, never unseen", "core:breakglass_log"),
            Place("State of the product", "Jobs, workers and room on the disk", "core:access_state"),
        ),
    ),
    (
        "What we say",
        (Place("Papers", "Reports: write, check, freeze, sign, publish", "report:papers_index"),),
    ),
)


def directory(actor: Actor) -> list[tuple[str, list[Place]]]:
    """Return the places that this person may open, by room."""
    rooms = [(room, [place for place in places if place.opens_for(actor)]) for room, places in DIRECTORY]
    return [(room, places) for room, places in rooms if places]
