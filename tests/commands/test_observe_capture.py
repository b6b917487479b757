"""The capture page as a folder: small, the same bytes every time, without inline code, with the reader's own lists."""

import json
import re
from pathlib import Path

import pytest

from babyhubs.commands.observe.capture import command, page
from babyhubs.errors import InputError
from babyhubs.observations import ethogram, layout
from babyhubs.observations.capture_page import RELEASE, SOURCES, texts
from babyhubs.observations.log.operation_kinds import KINDS, ROLES
from babyhubs.observations.starter_layout import starter
from tests.observations.prepared import photo

MOST = 60_000  # bytes, all files together, before a server packs them
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'none'"
)


def test_the_whole_page_is_under_sixty_kilobytes() -> None:
    assert sum(len(content.encode()) for content in page([], None, 300).values()) < MOST


def test_same_inputs_same_bytes_and_another_version_for_other_inputs() -> None:
    assert page([], None, 300) == page([], None, 300)
    assert page([], None, 300)[RELEASE] != page([], None, 600)[RELEASE]


def test_every_file_but_the_worker_is_kept_for_airplane_mode() -> None:
    files = page([], None, 300)
    kept = json.loads(files[RELEASE].removeprefix("const RELEASE=").rstrip(";\n"))["files"]
    assert set(kept) == set(files) - {"worker.js", RELEASE}
    imported = {name for content in files.values() for name in re.findall(r'from "\./([a-z]+\.js)"', content)}
    assert imported <= set(kept)


def test_the_policy_is_exact_and_nothing_is_inline() -> None:
    html = page([], None, 300)["index.html"]
    assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in html
    assert not re.search(r"<style|style=|\son[a-z]+=|<script(?![^>]*src=)", html)
    scripts = "".join(path.read_text("utf-8") for path in SOURCES.glob("*.js"))
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|https?://(?!www\.w3\.org)", scripts
    )


def test_texts_and_patterns_travel_as_they_stand_and_comments_do_not() -> None:
    files = page([], None, 300)
    for path in SOURCES.glob("*.js"):
        script, packed = path.read_text("utf-8"), files[path.name]
        place = 0
        for text in texts(script):
            place = packed.index(text, place) + len(text)
        told = [line.strip() for line in script.splitlines() if line.strip().startswith("//")]
        assert not [line for line in told if line in packed], path.name


def test_the_page_knows_the_kinds_and_roles_of_the_log() -> None:
    scripts = {path.name: path.read_text("utf-8") for path in SOURCES.glob("*.js")}
    tapped = set(re.findall(r'kind: "([a-z_]+)"', "".join(scripts.values())))
    assert tapped <= set(KINDS)
    staff = scripts["state.js"].split("export const STAFF")[1].split("};")[0]
    assert set(re.findall(r"(\w+): \[", staff)) == set(ROLES) - {"family", "observer"}


def test_the_starter_plan_has_room_for_a_thumb_in_every_zone() -> None:
    plan = starter(ethogram.starter())
    for zone in plan.zones:
        across, down = ([point[axis] for point in zone.polygon] for axis in (0, 1))
        assert (max(across) - min(across)) * 352 / 10_000 >= 48, zone
        assert (max(down) - min(down)) * 200 / 10_000 >= 48, zone
    assert {zone.identity for zone in plan.zones} <= set(ethogram.starter().zones)
    assert layout.read(layout.as_json(plan)) == plan


def test_plans_of_ones_own_are_checked_and_carried(tmp_path: Path) -> None:
    hall = tmp_path / "hall.json"
    hall.write_text(json.dumps(layout.as_json(starter(ethogram.starter())) | {"id": "hall", "scale": [12000, 9000]}))
    assert [one["id"] for one in json.loads(page([hall], None, 0)["setup.json"])["layouts"]] == ["hall"]
    with pytest.raises(InputError, match="same id"):
        page([hall, hall], None, 0)
    for wrong in ("{", "[]", '{"id": "x", "version": 1, "zones": []}'):
        hall.write_text(wrong)
        with pytest.raises(InputError):
            page([hall], None, 0)
    with pytest.raises(InputError, match="not there"):
        page([tmp_path / "nowhere.json"], None, 0)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(folder=tmp_path / "page", layouts=[], codes=None, scan_every=300, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert sorted(path.name for path in (tmp_path / "page").iterdir()) == told["files"]
    with pytest.raises(InputError, match="already holds"):
        command(folder=tmp_path / "page", layouts=[], codes=None, scan_every=300, as_json=True)


def test_a_picture_lies_beside_its_plan_and_travels_small_and_without_its_past(tmp_path: Path) -> None:
    hall, folder = tmp_path / "hall.json", tmp_path / "page"
    plan = layout.as_json(starter(ethogram.starter())) | {"id": "hall", "picture": "hall.jpg"}
    hall.write_text(json.dumps(plan))
    with pytest.raises(InputError, match="not beside it"):
        command(folder=folder, layouts=[hall], codes=None, scan_every=300, as_json=True)
    assert not folder.exists()
    (tmp_path / "hall.jpg").write_bytes(photo())
    command(folder=folder, layouts=[hall], codes=None, scan_every=300, as_json=True)
    (kept,) = folder.glob("*.jpg")
    told = json.loads((folder / "setup.json").read_text("utf-8"))
    assert [one["picture"] for one in told["layouts"]] == [kept.name]
    assert f'"{kept.name}"' in (folder / RELEASE).read_text("utf-8")
    assert b"Anna" not in kept.read_bytes()
    hall.write_text(json.dumps(plan | {"picture": "../hall.jpg"}))
    with pytest.raises(InputError, match="a file beside it"):
        page([hall], None, 300)
