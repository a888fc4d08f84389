"""The tables of the room core, gathered for Django."""

from safeguarding.core.access.models import RoleHolding, SentForm, Share
from safeguarding.core.audit.models import AuditHead, AuditRecord, RowHistory
from safeguarding.core.organisations.models import (
    AreaPart,
    Contract,
    ContractParty,
    Identifier,
    Lineage,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Relation,
    ScheduleLine,
    Succession,
)
from safeguarding.core.people.models import User

__all__ = [
    "AreaPart",
    "AuditHead",
    "AuditRecord",
    "Contract",
    "ContractParty",
    "Identifier",
    "Lineage",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "Relation",
    "RoleHolding",
    "RowHistory",
    "ScheduleLine",
    "SentForm",
    "Share",
    "Succession",
    "User",
]
