"""`babyhubs observe capture`: the page that a phone observes with, as a folder that any https web space can hold."""

import json
from dataclasses import replace
from pathlib import Path

import typer

from babyhubs.commands.observe.options import JSON
from babyhubs.commands.terminal import err
from babyhubs.errors import InputError
from babyhubs.observations import capture_page, ethogram, layout
from babyhubs.observations.protocol import Protocol
from babyhubs.observations.starter_layout import starter


def command(
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the page: a new or an empty one."),
    layouts: list[Path] = typer.Option(
        [], "--layout", help="A plan (JSON: id, version, zones). Can be repeated. Default: plain boxes."
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
    files = page(layouts, codes, scan_every)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    size = sum(len(content.encode()) for content in files.values())
    if as_json:
        typer.echo(json.dumps({"folder": str(folder), "files": sorted(files), "bytes": size}))
    else:
        err.print(
            f"{len(files)} files, {size / 1000:.0f} kB, in {folder}. Put them on a web space with https.", markup=False
        )


def page(layouts: list[Path], codes: Path | None, scan_every: int) -> dict[str, str]:
    """The files of the page by name."""
    book = ethogram.read(codes) if codes else ethogram.starter()
    plans = [_plan(path) for path in layouts] or [starter(book)]
    return capture_page.page(capture_page.setup(book, plans, replace(Protocol(), scan_every_s=scan_every)))


def _plan(path: Path) -> layout.Layout:
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError("The plan is not there.", where=str(path), remedy="Check the name and the folder.") from error
    except (ValueError, OSError) as error:
        raise InputError("This plan is not JSON.", where=f"{path}: {error}") from error
    found = layout.read(given, str(path))
    if found is None or not found.zones:
        raise InputError("This plan has no zones.", where=str(path), remedy="See docs/reference/observation-log.md.")
    return found
