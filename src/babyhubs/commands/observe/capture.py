"""`babyhubs observe capture`: the page that a phone observes with, as a folder that any https web space can hold."""

import json
from dataclasses import replace
from pathlib import Path

import typer

from babyhubs.commands.observe.options import JSON
from babyhubs.commands.terminal import err
from babyhubs.errors import InputError
from babyhubs.observations import capture_page, drawn, ethogram, layout, picture
from babyhubs.observations.protocol import Protocol
from babyhubs.observations.starter_layout import starter


def command(
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the page: a new or an empty one."),
    layouts: list[Path] = typer.Option(
        [], "--layout", help="A plan (JSON: id, version, zones, picture). Can be repeated. Default: plain boxes."
    ),
    codes: Path | None = typer.Option(None, "--ethogram", help="An ethogram of your own (TOML). Default: the starter."),
    scan_every: int = typer.Option(300, "--scan-every", help="Seconds from one scan to the next; 0 for no scans."),
    as_json: bool = JSON,
) -> None:
    """Write the capture page into a folder. Once opened on a phone over https, it works without a network.

    The page writes each tap to the phone. The log leaves the phone as a file, when the observer hands it over.

    Example: babyhubs observe capture --out capture --layout hall.json --scan-every 300
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise InputError(
            "The folder for the page already holds something.",
            where=str(folder),
            remedy="Name an empty or a new folder.",
        )
    plans = [plan_and_picture(path) for path in layouts]
    files = {name: content.encode() for name, content in _page([plan for plan, _ in plans], codes, scan_every).items()}
    files |= {one.name: one.content for _, one in plans if one is not None}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    size = sum(len(content) for content in files.values())
    if as_json:
        typer.echo(json.dumps({"folder": str(folder), "files": sorted(files), "bytes": size}))
        return
    for plan, _ in plans:
        for remark in drawn.remarks(plan):
            err.print(f"{plan.identity}: {remark}", markup=False)
    err.print(
        f"{len(files)} files, {size / 1000:.0f} kB, in {folder}. Put them on a web space with https.", markup=False
    )


def page(layouts: list[Path], codes: Path | None, scan_every: int) -> dict[str, str]:
    """The files of the page by name, but for pictures."""
    return _page([plan_and_picture(path)[0] for path in layouts], codes, scan_every)


def _page(plans: list[layout.Layout], codes: Path | None, scan_every: int) -> dict[str, str]:
    book = ethogram.read(codes) if codes else ethogram.starter()
    setup = capture_page.setup(book, plans or [starter(book)], replace(Protocol(), scan_every_s=scan_every))
    return capture_page.page(setup)


def plan_and_picture(path: Path) -> tuple[layout.Layout, picture.Picture | None]:
    """A plan from a file, and the picture that it names, from beside it, as it is kept; the plan then names that."""
    plan = _plan(path)
    if not plan.picture:
        return plan, None
    beside = path.with_name(plan.picture)
    try:
        with beside.open("rb") as file:
            shown = picture.read(file.read(picture.LIMITS.largest + 1), str(beside))
    except OSError as error:
        raise InputError(
            "The picture that the plan names is not beside it.", where=str(beside), remedy="Check its name."
        ) from error
    return replace(plan, picture=shown.name), shown


def _plan(path: Path) -> layout.Layout:
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError("The plan is not there.", where=str(path), remedy="Check the name and the folder.") from error
    except (ValueError, OSError) as error:
        raise InputError("This plan is not JSON.", where=f"{path}: {error}") from error
    found = layout.read(given, str(path))
    if found is None or not found.zones:
        raise InputError("This plan has no zones.", where=str(path), remedy="See docs/reference/observation-files.md.")
    return found
