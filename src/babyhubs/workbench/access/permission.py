"""Everything that a person may be allowed to do. One list; a page that needs a new right adds it here."""

from enum import StrEnum


class Permission(StrEnum):
    """A right. The value is written into roles.toml; the right is checked at every request, never remembered."""

    # The whole workbench: a role of the site grants these.
    ACCOUNTS_MANAGE = "accounts.manage"  # invite people, disable accounts, issue new sign-in links
    PROGRAMMES_CREATE = "programmes.create"  # open a programme and say who leads it
    SITE_RECORD_READ = "site-record.read"  # read the audit log of the whole workbench

    # One programme: a role in that programme grants these.
    PROGRAMME_READ = "programme.read"  # see the programme page and the state of its six steps
    PROGRAMME_EDIT = "programme.edit"  # change purpose, classes and registrations
    MEMBERS_MANAGE = "members.manage"  # say who has which role in the programme
    RECORD_READ = "record.read"  # read the programme's part of the audit log
    HUBS_READ = "hubs.read"
    HUBS_EDIT = "hubs.edit"  # places, opening times, what changed and when
    AUDIT_READ = "audit.read"  # exact figures of the audit, inside the service
    AUDIT_RUN = "audit.run"  # upload records and run the audit
    RELEASE_ASK = "release.ask"  # ask that something may leave the service
    RELEASE_CHECK = "release.check"  # decide on another person's request
    RELEASED_READ = "released.read"  # see what has been released
    DISCUSSIONS_READ = "discussions.read"
    DISCUSSIONS_HOLD = "discussions.hold"  # choose whom to ask, take down what was said, take names out
    DISCUSSIONS_CODE = "discussions.code"
    OBSERVATIONS_READ = "observations.read"
    OBSERVATIONS_PLAN = "observations.plan"  # choose hubs, draw rooms, work out what the sessions add up to
    OBSERVATIONS_RECORD = "observations.record"
    PANEL_READ = "panel.read"  # seats and numbers, without contact details
    EVIDENCE_READ = "evidence.read"  # claims, the documents written from them, and released sources
    EVIDENCE_WRITE = "evidence.write"  # write claims and documents, check the claims
    CONTACTS_READ = "contacts.read"  # parents' contact details
    CONTACTS_EDIT = "contacts.edit"


SITE = frozenset({Permission.ACCOUNTS_MANAGE, Permission.PROGRAMMES_CREATE, Permission.SITE_RECORD_READ})
