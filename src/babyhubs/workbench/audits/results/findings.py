"""The findings of an audit as their pages show them: in a list, and one by one with all that it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.urls import reverse

from babyhubs.evidence.finding import digest
from babyhubs.reports import cells
from babyhubs.workbench.audits import periods
from babyhubs.workbench.audits.models import AuditFinding, Run
from babyhubs.workbench.audits.results.choices import HUB, Choice
from babyhubs.workbench.web.pages import Slice, sliced

LISTED = 50  # on a page
NONE = "–"
VERDICTS = ("under-served", "cannot tell", "adequately served", "unseen")
KIND = "sha256:"  # what an identity begins with
_VIEWS = {"hub": "at hubs", "all_contact": "all face-to-face contact"}
_MEASURES = {
    "reach": "Reach",
    "intensity": "Intensity",
    "reach_slope": "Gradient of reach",
    "intensity_slope": "Gradient of intensity",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A finding in a list."""

    about: str
    measure: str
    estimate: str
    verdict: str
    identity: str
    address: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. rows: what it says; stored: the same numbers digit by digit; whole: its identity agrees with its content."""

    about: str
    measure: str
    verdict: str
    identity: str
    whole: bool
    rows: list[tuple[str, str]]
    stored: list[tuple[str, str]]
    inputs: list[str]
    parents: list[Line]


def listing(run: Run, choices: Mapping[str, Any], choice: Choice, verdict: str, page: str) -> Slice:
    """A page of those about what was chosen, and, where one is named, with a verdict."""
    found = run.findings.filter(_about(choice))
    if verdict:
        found = found.filter(content__verdict=verdict)
    place = sliced(range(found.count()), page, LISTED)
    names, begin = labels(choices), place.first - 1
    return replace(place, rows=[_line(run, one, names) for one in found[begin : begin + LISTED]])


def one(run: Run, key: str, choices: Mapping[str, Any]) -> Finding | None:
    """A finding by the digits of its identity; None where this audit has no such finding."""
    row = run.findings.filter(identity=f"{KIND}{key}").first()
    if row is None:
        return None
    names, said = labels(choices), row.content
    parents = run.findings.filter(identity__in=said["parents"])
    return Finding(
        about=about(said, names),
        measure=measure(said),
        verdict=said["verdict"],
        identity=row.identity,
        whole=digest({name: value for name, value in said.items() if name != "identity"}) == row.identity,
        rows=_rows(said),
        stored=[(name.replace("_", " "), str(said[name])) for name in _NUMBERS if said[name] is not None],
        inputs=said["inputs"],
        parents=[_line(run, parent, names) for parent in parents],
    )


def labels(choices: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """(attribute, group) -> how the report calls it."""
    found = {("all", "all"): "All babies"}
    for attribute in choices["attributes"]:
        found[attribute["name"], "all"] = f"{attribute['label']}: from end to end"
        for group, label in attribute["groups"]:
            found[attribute["name"], group] = f"{attribute['label']}: {label}"
    return found


def about(said: Mapping[str, Any], names: Mapping[tuple[str, str], str]) -> str:
    """Whom a finding is about."""
    attribute, group = said["attribute"], said["group"]
    if attribute == "unseen":
        return str(said["reason"]).partition(":")[0]
    return names.get((attribute, group), f"{attribute}: {group}".replace("_", " "))


def measure(said: Mapping[str, Any]) -> str:
    """What a finding measures, and where."""
    return f"{_MEASURES.get(said['measure'], said['measure'])}, {_VIEWS.get(said['view'], said['view'])}"


def estimate(said: Mapping[str, Any]) -> str:
    """The estimate with its limits, spelled as in the report."""
    row = dict(said) | {"protection": ""}
    if row["estimate"] is None:
        return NONE
    if said["measure"] == "reach":
        return f"{cells.share(row)} in 100"
    return cells.figure(row, 1, times=100 if said["measure"] == "reach_slope" else 1)


_NUMBERS = (
    "eligible", "estimate", "lower", "upper", "ratio", "ratio_lower", "ratio_upper", "shortfall_families",
)  # fmt: skip


def _about(choice: Choice) -> Q:
    wanted = Q()
    if choice.attribute:
        own = Q(content__attribute=choice.attribute)
        wanted |= own & Q(content__group=choice.group) if choice.group else own
    if choice.hub:
        wanted |= Q(content__attribute=HUB, content__group=choice.hub)
    return wanted


def _line(run: Run, row: AuditFinding, names: Mapping[tuple[str, str], str]) -> Line:
    said = row.content
    where = reverse("audit-finding", args=[run.programme_id, run.pk, row.identity.removeprefix(KIND)])
    return Line(about(said, names), measure(said), estimate(said), said["verdict"] or NONE, row.identity, where)


def _rows(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    row = dict(said) | {"protection": ""}
    shown = [
        ("Verdict", said["verdict"]),
        ("Why", said["reason"]),
        ("Estimate, with 95% limits", estimate(said)),
        ("Unit", said["unit"]),
        ("Babies behind it", NONE if said["eligible"] is None else f"{said['eligible']:,}"),
        ("Compared with", said["compared_with"]),
        ("Ratio, with 95% limits", "" if said["ratio"] is None else cells.ratio(row)),
        ("Shortfall, families a year", "" if said["shortfall_families"] is None else f"{said['shortfall_families']:,}"),
        ("Period", periods.in_words(said["period"])),
        ("Method", said["method"]),
        ("Rule", said["rule"]),
        ("Kind of work", said["project_class"]),
        ("Disclosure profile", said["disclosure_profile"]),
        ("Software", said["software"]),
        ("Form of a finding", said["schema"]),
    ]
    return [(name, value) for name, value in shown if value]
