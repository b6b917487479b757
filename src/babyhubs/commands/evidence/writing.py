"""`babyhubs evidence write`: a document of a form, from its texts and the claims, as a file for Word, as a PDF or as a web page."""

import tomllib
from datetime import date
from pathlib import Path

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from babyhubs import __version__
from babyhubs.commands.evidence import reading
from babyhubs.commands.terminal import err
from babyhubs.errors import InputError
from babyhubs.evidence.bid.checks import remarks, stopped
from babyhubs.evidence.bid.composing import Support, compose
from babyhubs.evidence.bid.form import Form, read, shipped
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.record import Record
from babyhubs.evidence.register import Register, read_register
from babyhubs.evidence.staleness import claim_state
from babyhubs.evidence.thread_text import short
from babyhubs.reports.bid.readied import ready
from babyhubs.reports.bid.written import KINDS, written

SIMULATED = "Simulated: no family in it is real."


class Texts(BaseModel):
    """The file of a document: which form, its title, and the text of each section."""

    model_config = ConfigDict(extra="forbid")

    form: str
    title: str = Field(min_length=1)
    sections: dict[str, str]


def command(
    ledger: Path = typer.Argument(..., help="The ledger that `evidence record` keeps."),
    claims: Path = typer.Argument(..., help="The claims: sentences with their sources (TOML)."),
    texts: Path = typer.Argument(..., help="The document: form, title and the text of its sections (TOML)."),
    day: str = typer.Option(..., "--date", help="The day that the document bears, as 2026-11-24."),
    out: Path = typer.Option(..., "--out", "-o", help="The file: its ending says which kind (.docx, .pdf, .html)."),
    form_file: Path | None = typer.Option(None, "--form", help="A form of your own (TOML)."),
) -> None:
    """Put the sections of a form together, check every claim and limit, and write the document.

    Example: babyhubs evidence write reach.ledger claims.toml bid.toml --date 2026-11-24 -o bid.docx
    """
    kind = out.suffix.removeprefix(".")
    if kind not in KINDS:
        raise InputError(
            "This is no kind of document.", where=str(out), remedy=f"Let the name end with .{', .'.join(KINDS)}."
        )
    held = reading.ledger(ledger)
    register = read_register(reading.text(claims), held, str(claims))
    said = _texts(texts)
    form = _form(said, form_file, texts)
    supports = _supports(register, held)
    mark = SIMULATED if register.simulated else ""
    made = compose(form, said.sections, supports, title=said.title, mark=mark, date=_day(day))
    found = remarks(made, said.sections, supports)
    stops = [f"{one.section}: {one.what}" for one in found if one.stops]
    if stops:
        raise InputError(
            stopped(found),
            where="\n".join([str(texts), *stops]),
            remedy="Nothing was written.",
        )
    out.write_bytes(written(ready(made, _current(held), {}), kind, f"babyhubs {__version__}"))
    for one in found:
        err.print(f"{one.section}: {one.what}", markup=False)
    for part in made.parts:
        err.print(f"{part.section.title}: {part.count.told}", markup=False)
    err.print(f"The document is {out}.", markup=False)


def _supports(register: Register, ledger: Ledger) -> dict[str, Support]:
    found = {}
    for claim in register.claims:
        sources = tuple(
            f"{ledger.name_of(one)}, {ledger.records[one].period.replace('/', ' to ')} [{short(one)}]"
            for one in dict.fromkeys(claim.sources.values())
        )
        amber = claim_state(ledger, claim.name) if claim.name in ledger.claims else None
        reason = amber.reason if amber else ""
        found[claim.name] = Support(claim.name, claim.sentence, claim.strength, claim.limits, sources, (), reason)
    return found


def _current(ledger: Ledger) -> list[Record]:
    return [record for identity, record in ledger.records.items() if identity in ledger.current]


def _form(said: Texts, own: Path | None, where: Path) -> Form:
    if own:
        return read(reading.text(own), str(own))
    known = shipped()
    if said.form not in known:
        raise InputError("There is no such form.", where=f"{where}, form", remedy=f"Write one of {', '.join(known)}.")
    return known[said.form]


def _texts(path: Path) -> Texts:
    try:
        return Texts.model_validate(tomllib.loads(reading.text(path)))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise InputError(f"The document cannot be read: {why}.", where=str(path), remedy="Correct the file.") from error


def _day(text: str) -> str:
    from babyhubs.reports.html import period_in_words  # noqa: PLC0415 - brings all that a report needs

    try:
        bears = date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(f"{text!r} is not a day.", where="option --date", remedy="Write it as 2026-11-24.") from error
    return period_in_words(bears)
