"""`babyhubs discuss review | codebook`: words that a person must look at before coding, and the codebook."""

import json
from pathlib import Path

import typer

from babyhubs.commands.discuss import options
from babyhubs.commands.terminal import out
from babyhubs.discussions import codebook as codebooks
from babyhubs.discussions import review as reviews
from babyhubs.discussions.consents import withdraw_everything
from babyhubs.discussions.passages import code_paths
from babyhubs.discussions.project import open_project
from babyhubs.errors import InputError


def review(
    project: Path = options.PROJECT,
    screen: bool = typer.Option(
        False, "--screen", help="Look through all texts again, after names were read or a project came in."
    ),
    replace: list[str] = typer.Option([], "--replace", help="A word of the queue that is a name. Can be repeated."),
    keep: list[str] = typer.Option([], "--keep", help="A word of the queue that is harmless. Can be repeated."),
    pass_all: bool = typer.Option(
        False, "--pass", help="Pass every text in which no word waits: you have looked through it."
    ),
    key: Path | None = options.KEY,
    who: str = options.WHO,
    as_json: bool = options.JSON,
) -> None:
    """The queue of doubtful words: decide each, then pass the texts. Nothing is coded before.

    Example: babyhubs discuss review hub-talks.discussions --keep Bristol --replace Amina --pass --key safe/names.key
    """
    at, person = options.now(), options.person(who)
    secret = options.read_key(key, project)
    with open_project(project) as opened:
        sources = [
            row[0]
            for row in opened.rows("SELECT guid FROM source WHERE review = 'waiting' OR ? ORDER BY number", screen)
        ]
        if screen:
            replaced = sum(reviews.screen_again(opened, source, person, at, secret) for source in sources)
            out.print(f"{replaced:,} places replaced.", markup=False)
        decided = 0
        for word, decision in [*((word, reviews.KEEP) for word in keep), *((word, "replace") for word in replace)]:
            number = opened.value("SELECT number FROM doubt WHERE word = ? AND decision = ''", word)
            if number is None:
                out.print(f"{word}: not in the queue.", markup=False)
                continue
            reviews.decide(opened, int(number), decision, person, at, secret)
            decided += 1
        passed = 0
        if pass_all:
            ready = opened.rows(
                "SELECT guid FROM source WHERE review = 'waiting' AND version > 0"
                " AND NOT EXISTS (SELECT 1 FROM doubt WHERE doubt.source = source.guid AND decision = '') ORDER BY number"
            )
            for row in ready:
                reviews.pass_text(opened, row[0], person, at)
                passed += 1
        waiting = reviews.queue(opened)
    if as_json:
        typer.echo(json.dumps({"decided": decided, "passed": passed, "queue": waiting}, ensure_ascii=False, indent=1))
        return
    for one in waiting:
        out.print(
            f"{one['word']} ({one['times']}): {one['why']}. {one['source_name']}: …{one['around']}…", markup=False
        )
    out.print(f"{decided:,} words decided, {passed:,} texts passed, {len(waiting):,} words wait.", markup=False)


def codebook(
    project: Path = options.PROJECT,
    add: list[str] = typer.Option(
        [], "--add", help="levesque (default), candidacy, com-b, cfir, npt or self-efficacy. Can be repeated."
    ),
    who: str = options.WHO,
    as_json: bool = options.JSON,
) -> None:
    """Put a codebook that comes with the program into the project, and list the codes.

    Example: babyhubs discuss codebook hub-talks.discussions --add levesque
    """
    with open_project(project) as opened:
        for name in add:
            codebooks.add_shipped(opened, name, options.person(who), options.now())
        paths = code_paths(opened)
        rows = [dict(row) | {"path": paths[row["guid"]]} for row in opened.rows("SELECT * FROM code ORDER BY position")]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        out.print(f"{row['path']}: {row['definition']}", markup=False)


def withdraw(
    project: Path = options.PROJECT,
    participant: str = typer.Argument(..., help="The participant's label, such as P3."),
    who: str = options.WHO,
) -> None:
    """A participant takes back what they said: their words leave every text for good, and their consents end.

    Example: babyhubs discuss withdraw hub-talks.discussions P3
    """
    with open_project(project) as opened:
        guid = opened.value("SELECT guid FROM participant WHERE label = ?", participant)
        if guid is None:
            raise InputError("There is no such participant.", where=participant, remedy="Look at the consent sheet.")
        withdraw_everything(opened, guid, options.person(who), options.now())
    out.print(
        f"The words of {participant} are out of the project. Files that were exported before still hold them: delete those too.",
        markup=False,
    )
