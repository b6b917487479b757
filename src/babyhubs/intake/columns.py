"""Which column is which field: by heading, checked against the values.

A heading alone can lie ("Location" over location codes) and values alone can fit twice (two columns of dates). So every
pair of field and column gets a score from both, the best pairs are taken first, and whatever is near is a question.
"""

from dataclasses import dataclass

from babyhubs.intake import caseload_dates, code_values, contents, venues
from babyhubs.intake.column_names import IN_PARTS, MAY_BE, SAYS_IT, compact, strength, words
from babyhubs.intake.contents import Column
from babyhubs.intake.fields import FILES, Field

ENOUGH = 0.7  # heading and values together: below this a column is asked about
NEAR = 0.12  # another column this near is a rival
MOST_CODES = 500  # distinct values: free text is no code
SOME = 0.3  # of the codes under a clear heading must be known
CONTENT_SAYS = 0.95  # values of a form of their own (postcode, small area) are proposed whatever the heading


@dataclass(frozen=True)
class Candidate:
    """One column that may be one field. score: 0 to 1, from heading (strength) and values (fit)."""

    field: str
    heading: str
    strength: float
    fit: float
    why: str

    @property
    def score(self) -> float:
        """A heading that says it outright cannot carry values that are something else."""
        return self.strength * (0.3 + 0.7 * self.fit)


@dataclass(frozen=True)
class Choice:
    """The column proposed for a field, and the rivals that make it a question. certain: no question."""

    best: Candidate
    rivals: tuple[Candidate, ...]
    certain: bool


@dataclass(frozen=True)
class Context:
    """What other files say: the hubs by name, and the children's identifiers by heading."""

    hubs: tuple[venues.Hub, ...] = ()
    linked: tuple[str, float] | None = None  # heading of this file's child column, share of its values in the other


def choose(file: str, columns: list[Column], context: Context) -> dict[str, Choice]:
    """Field -> the column proposed for it, for the fields that any column may be."""
    by_heading = {column.heading: column for column in columns}
    candidates = [
        found
        for field in FILES[file]
        for column in columns
        if (found := _candidate(file, field, column, context)) is not None
    ]
    order = {heading: place for place, heading in enumerate(by_heading)}
    ranked = sorted(
        candidates, key=lambda found: (-found.score, -by_heading[found.heading].filled, order[found.heading])
    )
    taken: dict[str, Candidate] = {}
    for found in ranked:
        if found.field not in taken and found.heading not in {other.heading for other in taken.values()}:
            taken[found.field] = found
    _link(file, taken, by_heading, context)
    if file == "children":
        _time_on_caseload(taken, by_heading)
    used = {found.heading for found in taken.values()}
    choices = {}
    for field in FILES[file]:
        if field.name not in taken:
            continue
        best = taken[field.name]
        rivals = tuple(
            found
            for found in ranked
            if found.field == field.name
            and found.heading not in used
            and found.score >= best.score - NEAR
            and _has_other_values(by_heading[found.heading], by_heading[best.heading])
        )
        choices[field.name] = Choice(best, rivals, certain=_enough(field, best) and not rivals)
    return choices


def _enough(field: Field, best: Candidate) -> bool:
    """Whether heading and values say it without a question."""
    if best.score >= ENOUGH:
        return True
    if field.kind != "code":
        return False
    # values that say it make up for a loose heading; under a clear heading each strange value has its own question
    return (best.strength == MAY_BE and best.fit >= CONTENT_SAYS) or (best.strength == SAYS_IT and best.fit >= SOME)


def _time_on_caseload(taken: dict[str, Candidate], columns: dict[str, Column]) -> None:
    """A loose "Start Date" and "End Date" are the caseload's where they behave like it."""
    pair = ("caseload_start", "caseload_end")
    fields = ("date_of_birth", *pair)
    if not all(field in taken for field in fields) or all(taken[field].strength > MAY_BE for field in pair):
        return
    if caseload_dates.behave(*(columns[taken[field].heading] for field in fields)):
        why = "It starts at or after birth, ends later, and lasts for weeks: the time on a caseload."
        for field in pair:
            strength = max(taken[field].strength, IN_PARTS)
            taken[field] = Candidate(field, taken[field].heading, strength, taken[field].fit, why)


def _link(file: str, taken: dict[str, Candidate], columns: dict[str, Column], context: Context) -> None:
    """The child's column is the one that the other file shares; an NHS number may be both identifier and number."""
    if context.linked and file in {"children", "contacts"} and context.linked[0] in columns:
        heading, share = context.linked
        why = f"{share:.0%} of its values stand in the other file too."
        taken["child"] = Candidate("child", heading, SAYS_IT, share, why)
        for field in [
            name for name, found in taken.items() if found.heading == heading and name not in {"child", "nhs_number"}
        ]:
            del taken[field]
    if file == "children" and "child" in taken and "nhs_number" not in taken:
        found = columns[taken["child"].heading]
        named = strength(file, "nhs_number", found.heading) == SAYS_IT and contents.nhs_numbers(found) > CONTENT_SAYS
        if named or contents.check_digits(found) > CONTENT_SAYS:
            taken["nhs_number"] = Candidate(
                "nhs_number", found.heading, SAYS_IT, 1.0, "The child's identifier is the NHS number."
            )


def _candidate(file: str, field: Field, column: Column, context: Context) -> Candidate | None:
    said = strength(file, field.name, column.heading)
    form = field.kind if field.kind == "postcode" else field.name if field.name == "area" else ""
    if not said and not (form and file == "children" and contents.looks_like(form, column) > CONTENT_SAYS):
        return None
    if not said:
        if words_say_otherwise(column.heading):
            return None
        why = f"Its heading is no known name, but its values are {field.label.split(':')[0].lower()}s."
        return Candidate(field.name, column.heading, MAY_BE, 1.0, why)
    fit = _fit(field, column, context) if column.filled else 1.0
    if fit < 0.05 and said < SAYS_IT:
        return None
    heading = {SAYS_IT: "The heading says it", MAY_BE: "The heading may mean it"}.get(
        said, "Words of the heading say it"
    )
    values = "; the column is empty." if not column.filled else f"; {fit:.0%} of its values fit."
    return Candidate(field.name, column.heading, said, fit, heading + values)


def words_say_otherwise(heading: str) -> bool:
    """A postcode or an area of something else than the home."""
    return bool(
        set(words(heading)) & {"gp", "practice", "school", "clinic", "venue", "hub", "site", "provider", "lsoa01"}
    )


def _fit(field: Field, column: Column, context: Context) -> float:
    name = field.name
    if name == "nhs_number":
        return contents.looks_like("nhs_number", column)
    if name == "contact":
        # an identifier of contacts is nearly as many as the rows; ids used twice are a known fault
        return 1.0 if column.counts.height >= 0.5 * column.filled else 0.2
    if name == "venue" and context.hubs:
        found = venues.match(column.counts["text"].to_list(), list(context.hubs))
        places = [guess.certain for guess in found.values()]
        return 0.6 + 0.4 * sum(places) / len(places)
    if name in {"area", "weekdays"}:
        # an areas file of one's own has codes of its own
        return max(0.5, contents.looks_like(name, column)) if name == "area" else contents.looks_like(name, column)
    if name == "mother_age":
        return column.share(r"^(?:1[1-9]|[2-5]\d|6[0-5])(?:\.0)?$")
    if field.kind == "code" and column.counts.height > MOST_CODES:
        return 0.0
    if field.kind == "code":
        guesses = code_values.recognise(name, column.counts["text"].to_list(), column.heading)
        known = column.counts["text"].replace_strict({value: guess.certain for value, guess in guesses.items()})
        return column.share_where(known)
    return contents.looks_like(field.kind, column)


def _has_other_values(rival: Column, best: Column) -> bool:
    """An empty column, or the same values again, is no rival."""
    return rival.filled > 0 and compact(rival.heading) != "" and not rival.series.equals(best.series, check_names=False)
