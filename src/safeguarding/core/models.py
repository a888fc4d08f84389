"""The tables of the room core, gathered for Django."""

from safeguarding.core.access.models import RoleHolding, SentForm, Share
from safeguarding.core.audit.models import AuditContent, AuditHead, AuditRecord, AuditTouch, RowHistory
from safeguarding.core.bodies.models import AssuranceInput, Body, BodyAlias, BodyEdge, Seat
from safeguarding.core.breakglass.models import Opening
from safeguarding.core.cover.models import Deputy, Handover
from safeguarding.core.files.models import FileRelease, FileScan, StoredFile
from safeguarding.core.notices.models import Notice, NoticeChoice, NoticeRead, OutgoingEmail
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
from safeguarding.core.people.models import (
    ContactPoint,
    Post,
    PostHolding,
    ReportingLine,
    RequiredPost,
    StatutoryRole,
    User,
)
from safeguarding.core.restricted.models import (
    Disposal,
    Exclusion,
    NamedPerson,
    Proposal,
    RestrictedRecord,
)
from safeguarding.core.signin.models import ProviderIdentity, SignInTry, Tries
from safeguarding.core.vocabulary.models import (
    Cohort,
    Duty,
    LocalWord,
    Milestone,
    MilestoneDate,
    Source,
    Term,
)

__all__ = [
    "Notice",
    "NoticeChoice",
    "NoticeRead",
    "OutgoingEmail",
    "AreaPart",
    "AssuranceInput",
    "AuditContent",
    "AuditHead",
    "AuditRecord",
    "AuditTouch",
    "Body",
    "BodyAlias",
    "BodyEdge",
    "Cohort",
    "ContactPoint",
    "Contract",
    "ContractParty",
    "Deputy",
    "Duty",
    "Disposal",
    "Exclusion",
    "FileRelease",
    "FileScan",
    "Handover",
    "Identifier",
    "Lineage",
    "LocalWord",
    "Milestone",
    "MilestoneDate",
    "NamedPerson",
    "Opening",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "Post",
    "PostHolding",
    "ProviderIdentity",
    "Proposal",
    "Relation",
    "ReportingLine",
    "RequiredPost",
    "RestrictedRecord",
    "RoleHolding",
    "RowHistory",
    "ScheduleLine",
    "Seat",
    "SentForm",
    "Share",
    "SignInTry",
    "Source",
    "StatutoryRole",
    "StoredFile",
    "Succession",
    "Term",
    "Tries",
    "User",
]
