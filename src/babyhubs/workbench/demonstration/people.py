"""The people of the demonstration. All of them are invented; one for each role, so that a newcomer can be each of them."""

from dataclasses import dataclass

from babyhubs.workbench.access.roles import roles

ADDRESS = "demo.invalid"  # a name that can belong to nobody (RFC 2606)


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist. role: a key of roles.toml."""

    name: str
    role: str

    @property
    def email(self) -> str:
        """What they would sign in with."""
        return f"{self.role}@{ADDRESS}"

    @property
    def told(self) -> str:
        """Name and role in words."""
        return f"{self.name}, {roles()[self.role].name.lower()}"


LEAD = Invented("Priya Nair", "service-lead")
ANALYST = Invented("Tom Whitfield", "analyst")
CHECKER = Invented("Grace Mensah", "output-checker")
OBSERVER = Invented("Ewa Kowalska", "observer")
COORDINATOR = Invented("Hannah Lloyd", "involvement-coordinator")
ADMINISTRATOR = Invented("Dan Price", "administrator")
PEOPLE = (
    LEAD,
    ANALYST,
    CHECKER,
    OBSERVER,
    COORDINATOR,
    ADMINISTRATOR,
)
SHOWN = (LEAD, CHECKER)  # who gets a link at the start: one asks, the other decides
