"""`babyhubs observe capture`: the page that a phone observes with, as a folder that any https web space can hold."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

import babyhubs
from babyhubs.commands.observe.options import JSON
from babyhubs.commands.terminal import err
from babyhubs.errors import InputError
from babyhubs.observations import ethogram, layout
from babyhubs.observations.protocol import Protocol
from babyhubs.observations.starter_layout import starter

PAGE = Path(babyhubs.__file__).with_name("capture")
KINDS = {
    ".js": "//",
    ".css": "/*",
    ".html": "",
    ".svg": "",
    ".webmanifest": "",
}  # files of the page; how a comment begins
# Signs that stand in no text that a person reads: tests/commands/test_observe_capture.py looks.
SPACED = {
    ".js": (" => ", " === ", " !== ", " = ", " && ", " || ", " ? ", " : ", " + ", "{ ", " }", " {"),
    ".css": (" { ", "; ", " }", ": "),
}
SETUP = 1  # the version of setup.json, which main.js asks for
WORKER, RELEASE = "worker.js", "release.js"


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
    """The files of the page by name. Same inputs, same bytes: the version is a digest of the rest."""
    files = {path.name: _served(path) for path in sorted(PAGE.iterdir()) if path.suffix in KINDS}
    files["setup.json"] = json.dumps(setup(layouts, codes, scan_every), ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:12]
    kept = json.dumps({"version": digest, "files": sorted(set(files) - {WORKER})})
    return files | {RELEASE: f"const RELEASE = {kept};\n"}


def setup(layouts: list[Path], codes: Path | None, scan_every: int) -> dict[str, Any]:
    """What the page is told: the code book, the plans and the protocol."""
    book = ethogram.read(codes) if codes else ethogram.starter()
    plans = [_plan(path) for path in layouts] or [starter(book)]
    names = [one.identity for one in plans]
    if len(set(names)) < len(names):
        raise InputError("Two plans have the same id.", where="option --layout", remedy="Give each room its own id.")

    def labelled(names: tuple[str, ...]) -> dict[str, str]:
        return {name: book.label(name) for name in names}

    return {
        "v": SETUP,
        "ethogram": {
            "id": book.identity, "version": book.version, "families": labelled(book.family_codes),
            "practitioners": labelled(book.practitioner_codes), "moments": labelled(book.moments),
        },
        "layouts": [layout.as_json(one) for one in plans],
        "protocol": replace(Protocol(), scan_every_s=scan_every).as_json(),
    }  # fmt: skip


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


def _served(path: Path) -> str:
    """A file of the page as it travels: without indentation, lines that are a comment, and spaces around signs."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    sign = KINDS[path.suffix]
    text = "".join(f"{line}\n" for line in lines if line and not (sign and line.startswith(sign)))
    for spaced in SPACED.get(path.suffix, ()):
        text = text.replace(spaced, spaced.strip())
    return text
