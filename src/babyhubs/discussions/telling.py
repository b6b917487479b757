"""What the report says, checked and protected, before anybody decides how it looks. Anything that may not leave stops it here."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from babyhubs import __version__
from babyhubs.disclosure.profiles import Profile
from babyhubs.discussions import agreement as agreeing
from babyhubs.discussions.codebook import directions
from babyhubs.discussions.consents import QUOTE, consents
from babyhubs.discussions.coreq import Item, checklist
from babyhubs.discussions.frame import Row as FrameRow
from babyhubs.discussions.frame import rows as frame_rows
from babyhubs.discussions.gate import Fault, Gate, require_none
from babyhubs.discussions.groups import ALL, NOT_KNOWN, attributes, groups
from babyhubs.discussions.heard import heard, matters
from babyhubs.discussions.known_groups import same
from babyhubs.discussions.matrix import NOT_CODED, NOTHING, Count, Matrix, counts, matrix
from babyhubs.discussions.project import Project
from babyhubs.discussions.saturation import Saturation, saturation
from babyhubs.discussions.shown_counts import TOOK_PART, alone, overlap, shown
from babyhubs.discussions.themes import Theme, themes
from babyhubs.discussions.voices import people, voices
from babyhubs.errors import Refused

HIDDEN = "*"
FEW_HIDDEN = "few people: no answer is shown"
YES_OR_NO = {"yes", "no"}  # groups that say nothing without the name of their attribute
A_FEW = "a few"  # beside a hidden count, thin or heard would narrow it


@dataclass(frozen=True)
class CountRow:
    """One dimension in one group. people: as shown, * where hidden. said: what can be said in words."""

    dimension: str
    group: str
    people: str
    out_of: str
    said: str


@dataclass(frozen=True)
class ShownQuote:
    """A quote that has passed the gate. label: who, as far as it may be said."""

    words: str
    label: str
    against: bool


@dataclass(frozen=True)
class ShownTheme:
    """people: who spoke of it, as shown. note: how many quotes speak against it."""

    name: str
    statement: str
    people: str
    direction: str
    quotes: tuple[ShownQuote, ...]


@dataclass(frozen=True)
class HeardRow:
    """Families of the audit beside people who took part."""

    attribute: str
    group: str
    eligible: str
    attending: str
    verdict: str
    people: str
    status: str


@dataclass(frozen=True)
class Telling:
    """Everything that a report shows. rows: the matrix person by person, only under the profile internal. simulated: nobody said it."""

    title: str
    project_class: str
    profile: Profile
    software: str
    period: str
    people: str
    texts: str
    kinds: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    attribute: str
    counts: tuple[CountRow, ...]
    themes: tuple[ShownTheme, ...]
    saturation: tuple[Saturation, ...]
    agreement: agreeing.Agreement | None
    no_agreement: str
    heard: tuple[HeardRow, ...]
    frame: tuple[FrameRow, ...]
    coreq: tuple[Item, ...]
    notes: tuple[str, ...]
    rows: Matrix | None
    simulated: bool = False


def tell(
    project: Project, profile: Profile, key: bytes | None = None, attribute: str = "", project_class: str = "service evaluation",
    answers: dict[int, str] | None = None, seed: int = 0, simulated: bool = False,
) -> Telling:  # fmt: skip
    """The whole report as data. Refused, with every place, where a quote, a name or a consent stands against it.

    attribute: the groups to compare (and to name under a quote). answers: what COREQ asks and the project cannot know, by number.
    """
    gate = Gate(project, key)
    attribute = next((name for name in attributes(project) if name.casefold() == attribute.casefold()), attribute)
    chosen = themes(project)
    parts = groups(project, attribute) if attribute else {}
    table = matrix(project)
    everybody = counts(project, None, table)
    by_group = counts(project, attribute, table) if attribute else []
    figures = shown(by_group, everybody, profile, overlapping=overlap(parts) if parts else False)
    labels = _labels(project, attribute, parts, figures)
    faults = _faults(gate, chosen, table, labels, profile) + _faults_of_names(project, gate, parts, table, profile)
    for number, text in (answers or {}).items():
        faults += gate.words(text, f"COREQ item {number}")
    require_none(faults)
    agreed, why = _agreement(project, seed)
    said: dict[str, set[str]] = defaultdict(set)
    for voice in voices(project):
        said[voice.person].add(voice.code)
    return Telling(
        title=project.about("name") or project.path.stem,
        project_class=project_class,
        profile=profile,
        software=f"babyhubs {__version__}",
        period=_period(project),
        people=figures.get((TOOK_PART, ALL), "0"),
        texts=alone(project.count("source"), profile),
        kinds=tuple(
            (row[0], alone(row[1], profile))
            for row in project.rows("SELECT kind, count(*) FROM source GROUP BY kind ORDER BY kind")
        ),
        languages=tuple(
            row[0] for row in project.rows("SELECT DISTINCT language FROM source WHERE language <> '' ORDER BY 1")
        ),
        attribute=attribute,
        counts=tuple(_count_row(one, figures) for one in (*everybody, *by_group)),
        themes=tuple(_theme(project, one, said, labels, profile) for one in chosen),
        saturation=tuple(_hide(one, figures) for one in saturation(project, attribute or None, seed=seed)),
        agreement=agreed if agreed is None or alone(agreed.texts, profile) != HIDDEN else _without_limits(agreed),
        no_agreement=why,
        heard=_heard(project, figures, attribute, profile),
        frame=tuple(frame_rows(project)) if profile.name == "internal" else (),
        coreq=checklist(project, answers or {}, agreed is not None),
        notes=_notes(project),
        rows=table if profile.name == "internal" else None,
        simulated=simulated,
    )


def _faults(gate: Gate, chosen: list[Theme], table: Matrix, labels: dict[str, str], profile: Profile) -> list[Fault]:
    found: list[Fault] = []
    for theme in chosen:
        found += gate.words(theme.name, f"name of theme “{theme.name}”")
        found += gate.words(theme.statement, f"theme “{theme.name}”")
        for number, quote in enumerate(theme.quotes, 1):
            found += gate.quote(quote, f"theme “{theme.name}”, quote {number}", labels.get(quote.person, ""))
    if profile.name == "internal":
        names = dict(table.rows)
        for (person, column), cell in table.cells.items():
            if cell.summary:
                where = f"matrix, {names[person]}, {dict(table.columns)[column]}"
                found += gate.words(cell.summary, where) + gate.consent_to_use(person, where)
    return found


def _faults_of_names(
    project: Project, gate: Gate, parts: dict[str, set[str]], table: Matrix, profile: Profile
) -> list[Fault]:
    """Headings too are words that leave: the title, groups, columns, and labels of people inside."""
    found = gate.words(project.about("name") or project.path.stem, "title of the project")
    for group in parts:
        found += gate.words(group, f"group “{group}”")
    for _, name in table.columns:
        found += gate.words(name, f"code “{name}”")
    if profile.name == "internal":
        for _, label in table.rows:
            found += gate.words(label, f"label “{label}”")
    return found


def _labels(
    project: Project, attribute: str, parts: dict[str, set[str]], figures: dict[tuple[str, str], str]
) -> dict[str, str]:
    """Who said it, as far as it may be said: the group is named only where it is large enough to be shown itself."""
    known = [(row["attribute"], row["grp"]) for row in project.rows("SELECT * FROM known_group WHERE eligible > 0")]
    found = {}
    for person in people(project):
        role = (person.role or "participant").capitalize()
        mine = [group for group, members in parts.items() if person.key in members and group != NOT_KNOWN]
        large = [
            group
            for group in mine
            if figures.get((TOOK_PART, group), HIDDEN) not in {HIDDEN, "0"}
            or any(same(key, (attribute, group)) for key in known)
        ]
        how = _how(project, person.sources)
        said = [f"{attribute.lower()}: {group.lower()}" if group.casefold() in YES_OR_NO else group for group in large]
        found[person.key] = ", ".join([role, *said, *how])
    return found


def _how(project: Project, sources: tuple[str, ...]) -> list[str]:
    marks = ", ".join("?" * len(sources))
    rows = project.rows(f"SELECT kind, interpreter FROM source WHERE guid IN ({marks})", *sources)  # noqa: S608
    ways = []
    if any(row["interpreter"] for row in rows):
        ways.append("through an interpreter")
    if any(row["kind"] == "translation" for row in rows):
        ways.append("translated")
    if any(row["kind"] == "notes" for row in rows):
        ways.append("from notes")
    return ways


def _theme(
    project: Project, theme: Theme, said: dict[str, set[str]], labels: dict[str, str], profile: Profile
) -> ShownTheme:
    ways = directions(project)
    kinds = sorted({ways[code] for code in theme.codes if ways[code]})
    spoke = sum(bool(codes & set(theme.codes)) for codes in said.values())
    quotes = {(one.person, one.wording): one for one in reversed(theme.quotes)}  # two coders, one quote
    return ShownTheme(
        theme.name, theme.statement, alone(spoke, profile), " and ".join(kinds),
        tuple(ShownQuote(one.wording, labels.get(one.person, "Participant"), one.against) for one in theme.quotes if quotes[one.person, one.wording] is one),
    )  # fmt: skip


def _count_row(one: Count, figures: dict[tuple[str, str], str]) -> CountRow:
    ways = [name for name, number in (("barrier", one.barrier), ("facilitator", one.facilitator)) if number]
    said = " and ".join(ways) if ways else "" if one.spoke else one.status
    if one.spoke and not ways:
        said = "spoken of"
    if not one.spoke and one.status == NOTHING and one.coded == 0:
        said = "nobody took part" if one.people == 0 else NOT_CODED
    return CountRow(
        one.dimension_name, one.group, figures[one.dimension, one.group], figures[TOOK_PART, one.group], said
    )


def _hide(one: Saturation, figures: dict[tuple[str, str], str]) -> Saturation:
    """A group whose size is hidden gets no answer: that it is too small to say, or large enough, would narrow its size."""
    if figures.get((TOOK_PART, one.group), "0") != HIDDEN:
        return one
    return Saturation(one.group, 0, 0, FEW_HIDDEN)


def _agreement(project: Project, seed: int) -> tuple[agreeing.Agreement | None, str]:
    try:
        return agreeing.agreement(project, seed=seed), ""
    except Refused as error:
        return None, f"{error.what} {error.remedy}"


def _without_limits(one: agreeing.Agreement) -> agreeing.Agreement:
    """Limits come from five discussions up, so they would say how many there are."""

    def bare(figure: agreeing.Figure) -> agreeing.Figure:
        return agreeing.Figure(figure.value, reason=figure.reason if figure.value is None else "")

    codes = tuple(
        replace(
            code, percent=bare(code.percent), kappa=bare(code.kappa), alpha=bare(code.alpha), ac1=bare(code.ac1), where=bare(code.where)
        )
        for code in one.codes
    )  # fmt: skip
    return replace(one, texts=0, turns=0, codes=codes, sets=bare(one.sets), where=bare(one.where))


def _heard(
    project: Project, figures: dict[tuple[str, str], str], attribute: str, profile: Profile
) -> tuple[HeardRow, ...]:
    def number(value: int | None) -> str:
        return HIDDEN if value is None else f"{value:,}"

    found = []
    for one in filter(matters, heard(project)):
        own = figures.get((TOOK_PART, one.group)) if one.attribute == attribute else None
        size = own or alone(one.people, profile)
        known = one.eligible is not None or bool(one.finding)
        found.append(
            HeardRow(
                one.attribute.replace("_", " "), one.group, number(one.eligible) if known else "", number(one.attending) if known else "",
                one.verdict, size, A_FEW if size == HIDDEN else one.status,
            )
        )  # fmt: skip
    return tuple(found)


def _period(project: Project) -> str:
    row: Any = project.row("SELECT min(day), max(day) FROM source WHERE day <> ''")
    return "" if row is None or row[0] is None else str(row[0]) if row[0] == row[1] else f"{row[0]} to {row[1]}"


def _notes(project: Project) -> tuple[str, ...]:
    """What a reader should know before relying on it."""
    notes = []
    waiting = project.value("SELECT count(*) FROM source WHERE review = 'waiting'")
    if waiting:
        many = "1 text has" if waiting == 1 else f"{waiting:,} texts have"
        notes.append(f"{many} not been passed by a person: nothing is quoted from what waits.")
    lost = project.value("SELECT count(*) FROM passage WHERE state = 'lost'")
    if lost:
        notes.append(f"{lost:,} passages wait to be placed again after a text was corrected: they are not counted.")
    silent = sum(given is None for given in consents(project, QUOTE).values())
    if silent:
        notes.append("For some participants it is not written down whether they may be quoted: they are not quoted.")
    unlinked = sum(person.key.startswith("text:") for person in people(project))
    if unlinked:
        notes.append(f"{unlinked:,} texts are linked to nobody: each counts as one person.")
    if not attributes(project):
        notes.append("No attributes of participants are known, so groups cannot be compared.")
    return tuple(notes)
