"""The door of the room assure: what the rooms above may use."""

from safeguarding.assure.oversight.operations import (
    correct_entry,
    enter_process,
    leave_process,
    note_assurance,
    note_event,
)
from safeguarding.assure.oversight.queries import EventLine as ProviderEventLine
from safeguarding.assure.oversight.queries import ProcessCount, process_counts
from safeguarding.assure.oversight.queries import events_in as provider_events_in
from safeguarding.assure.oversight.queries import running as processes_running
from safeguarding.assure.oversight.queries import timeline as oversight_timeline
from safeguarding.assure.visits.operations import add_finding, correct_visit, record_visit, withdraw_finding
from safeguarding.assure.visits.queries import FindingLine, VisitLine, visits_in

__all__ = [
    "Cell",
    "Check",
    "Derived",
    "FindingLine",
    "Gap",
    "Line",
    "Movement",
    "ProcessCount",
    "ProviderEventLine",
    "Rating",
    "Standing",
    "Verdict",
    "VisitLine",
    "add_finding",
    "area_total",
    "board",
    "check_claim",
    "check_identities",
    "correct_entry",
    "correct_visit",
    "define_identity",
    "derived_figure",
    "enter_process",
    "gap_between",
    "leave_process",
    "movement",
    "note_assurance",
    "note_event",
    "oversight_timeline",
    "process_counts",
    "processes_running",
    "provider_events_in",
    "rate",
    "record_visit",
    "validate_figure",
    "validated",
    "visits_in",
    "withdraw_finding",
]
