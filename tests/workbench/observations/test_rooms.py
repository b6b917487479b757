"""Rooms: zones on a picture of the empty room, in versions, and what phones are given of them."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from babyhubs.observations.log.seal import seal, text
from babyhubs.simulation.observed.study import study
from babyhubs.workbench.observations.models import RoomPicture, RoomPlan
from babyhubs.workbench.observations.results import services as result_services
from babyhubs.workbench.observations.results.working import carry_out
from babyhubs.workbench.observations.sessions import receiving
from babyhubs.workbench.record.models import Entry
from tests.observations.prepared import photo
from tests.workbench.observations.prepared import a_picture
from tests.workbench.service import TEST, Service

BOXES = {"identity": "hall", "zone_play_mat": "0 0, 50 40", "zone_weighing_table": "50 0, 100 40"}


def address(service: Service, part: str = "") -> str:
    """An address of this step."""
    return f"/programmes/{service.own.pk}/observations/{part}"


def sent(content: bytes, **more: str) -> dict[str, Any]:
    """The form with a picture."""
    return {"identity": "hall", "picture": SimpleUploadedFile("hall.jpg", content)} | more


def test_a_room_is_drawn_in_versions_and_the_page_for_observing_is_told_the_newest(service: Service) -> None:
    assert service.own
    client, where = service.client("observer"), address(service, "rooms/draw/")
    measured = BOXES | {"wide": "12", "deep": "9"}
    assert client.post(where, measured).status_code == 302
    assert "Nothing is different" in client.post(where, measured).content.decode()
    polygon = {"zone_play_mat": "0 0, 50 0, 50 20.5, 25 60, 0 40"}
    assert client.post(where, measured | polygon).status_code == 302
    assert [one.version for one in RoomPlan.objects.all()] == [2, 1]
    told = client.get(address(service, "capture/setup.json")).json()
    mat = next(zone for zone in told["layouts"][0]["zones"] if zone["id"] == "play_mat")
    assert mat["polygon"] == [[0, 0], [5000, 0], [5000, 2050], [2500, 6000], [0, 4000]]
    assert told["layouts"][0]["scale"] == [12000, 9000]
    assert told["send"] is True
    again = client.get(f"{where}?room=hall").content.decode()
    assert 'value="0 0, 50 0, 50 20.5, 25 60, 0 40"' in again
    assert 'value="12.0"' in again
    page = client.get(address(service, f"rooms/{RoomPlan.objects.first().pk}/")).content.decode()
    assert "<svg" in page
    assert "Weighing table: 21.6 m²" in page


def test_what_cannot_be_a_zone_is_said_beside_its_field_and_what_was_typed_stays(service: Service) -> None:
    assert service.own
    client, where = service.client("observer"), address(service, "rooms/draw/")
    for wrong, told in (
        ("0 0, 50 40, 50 0, 0 30", "Play mat crosses itself"),
        ("0 0, 50", "pairs of numbers"),
        ("0 0, 101 40", "pairs of numbers"),
        ("10 10", "One corner is no zone"),
        ("0 0, 50 0", "has no area"),
        (" ".join(f"{place % 50} {place}" for place in range(60)), "40 are enough"),
    ):
        page = client.post(where, BOXES | {"zone_play_mat": wrong}).content.decode()
        assert told in page, wrong
        assert f'value="{wrong}"' in page
    assert "Give width and depth, or neither" in client.post(where, BOXES | {"wide": "12"}).content.decode()
    # Too small for a thumb, or on top of another: said, and kept only if somebody says so.
    poor = BOXES | {"zone_play_mat": "40 0, 60 40", "zone_toilets": "90 90, 95 95"}
    page = client.post(where, poor).content.decode()
    assert "Weighing table and Play mat overlap: 50 in 100" in page
    assert "Toilets is small: on a phone it is 18 by 10 points" in page
    assert not RoomPlan.objects.exists()
    assert client.post(where, poor | {"all_the_same": "on"}).status_code == 302
    assert (
        "What would be better" in client.get(address(service, f"rooms/{RoomPlan.objects.get().pk}/")).content.decode()
    )


def test_a_picture_is_brought_drawn_on_and_given_out_and_nothing_of_the_file_stays(service: Service) -> None:
    assert service.own
    client = service.client("observer")
    where = address(service, "rooms/picture/")
    # Somebody has to say that nobody is in it; what was typed stays.
    page = client.post(where, sent(photo())).content.decode()
    assert "say that nobody is in it" in page
    assert 'value="hall"' in page
    answer = client.post(where, sent(photo(), nobody="on"))
    one = RoomPicture.objects.get()
    assert (one.width, one.height) == (300, 400)  # upright
    draw = answer["Location"]
    page = client.get(draw).content.decode()
    assert f"rooms/pictures/{one.pk}/" in page
    # A wall of six metres: half the width of the picture.
    given = BOXES | {"zone_play_mat": "0 0, 50 40", "measure": "25 10, 75 10", "metres": "6"}
    assert client.post(draw, given | {"measure": ""}).status_code == 200
    assert client.post(draw, given).status_code == 302
    plan = RoomPlan.objects.get()
    assert plan.content["picture"] == one.name
    assert plan.content["scale"] == [12000, 16000]
    # The page for observing names it, keeps it for airplane mode, and is given it, as is.
    told = client.get(address(service, "capture/setup.json")).json()
    assert told["layouts"][0]["picture"] == one.name
    assert f'"{one.name}"' in client.get(address(service, "capture/release.js")).content.decode()
    shown = client.get(address(service, f"capture/{one.name}"))
    assert shown["Content-Type"] == "image/jpeg"
    assert shown.content == bytes(one.content)
    assert not [trace for trace in (b"Exif", b"GPS", b"Anna") if trace in shown.content]
    assert f"rooms/pictures/{one.pk}/" in client.get(address(service, f"rooms/{plan.pk}/")).content.decode()
    # The next version stays on it, at the same measure.
    page = client.get(address(service, "rooms/draw/?room=hall")).content.decode()
    assert 'value="0 0, 100 0"' in page
    assert 'value="12.0"' in page
    said = Entry.objects.filter(action__startswith="room.").values_list("action", flat=True)
    assert set(said) == {"room.pictured", "room.drawn"}


def test_a_file_that_is_no_picture_is_refused_in_plain_words(service: Service) -> None:
    assert service.own
    client, where = service.client("observer"), address(service, "rooms/picture/")
    for content in (b"no picture", photo()[:900], b"\x89PNG\r\n\x1a\n" + b"\0" * 40):
        page = client.post(where, sent(content, nobody="on")).content.decode()
        assert "no picture that can be read here" in page
        assert 'value="hall"' in page
    assert not RoomPicture.objects.exists()


def test_a_picture_that_goes_is_gone_everywhere_and_plans_keep_their_zones(service: Service) -> None:
    one = a_picture(service.own)
    client = service.client("service-lead")
    draw = address(service, f"rooms/draw/?picture={one.pk}")
    assert "Draw on it" in client.get(address(service, "rooms/")).content.decode()
    assert client.post(draw, BOXES).status_code == 302
    where = address(service, f"rooms/pictures/{one.pk}/remove/")
    assert "required" in client.post(where, {"why": ""}).content.decode()
    assert client.post(where, {"why": "A face in the mirror."}).status_code == 302
    one.refresh_from_db()
    assert bytes(one.content) == b""
    for gone in (
        f"rooms/pictures/{one.pk}/",
        f"capture/{one.name}",
        f"rooms/draw/?picture={one.pk}",
        "rooms/draw/?picture=x",
    ):
        assert client.get(address(service, gone)).status_code == 404, gone
    setup = client.get(address(service, "capture/setup.json")).json()
    assert "picture" not in setup["layouts"][0]
    assert one.name not in client.get(address(service, "capture/release.js")).content.decode()
    plan = client.get(address(service, f"rooms/{RoomPlan.objects.get().pk}/")).content.decode()
    assert "was removed" in plan
    # The very same picture does not come back.
    again = {"identity": "hall", "picture": SimpleUploadedFile("hall.jpg", photo()), "nobody": "on"}
    assert "A face in the mirror" in client.post(address(service, "rooms/picture/"), again).content.decode()


def test_a_session_is_played_back_on_the_picture_that_it_was_watched_on(service: Service) -> None:
    # Given sessions whose plan names a picture that is here (the log names it, and does not hold it),
    one = a_picture(service.own)
    sessions = study(1, clinics=2).sessions
    for each, named in ((sessions[0], {}), (sessions[2], {"picture": one.name})):
        header = each.taps[0]["value"]
        opening = {**each.taps[0], "value": header | {"layout": header["layout"] | named}}
        sealed = text(seal(each.name, each.opened, [opening, *each.taps[1:]])).encode()
        receiving.take(TEST, service.own, receiving.lines(sealed))
    asked = result_services.ask(TEST, service.own)
    carry_out(asked.pk)
    # then the page shows it under their zones, and not under those of a session that was watched on another plan.
    client = service.client("service-lead")
    for kind in ("replays/replay", "hubs/hub"):
        where = address(service, f"results/{asked.pk}/{kind}-")
        pages = [client.get(f"{where}{number}/").content.decode() for number in (1, 2)]
        assert [f"rooms/pictures/{one.pk}/" in page for page in pages] == [False, True]


def test_a_plan_from_a_file_brings_no_picture_by_name(service: Service) -> None:
    one = a_picture(service.own)
    zone = b'{"id": "play_mat", "label": "Mat", "polygon": [[0, 0], [9000, 0], [9000, 9000]]}'
    plan = b'{"zones": [' + zone + b'], "picture": "' + one.name.encode() + b'"}'
    given = {"identity": "hall", "file": SimpleUploadedFile("hall.json", plan)}
    assert service.client("observer").post(address(service, "rooms/file/"), given).status_code == 302
    assert "picture" not in RoomPlan.objects.get().content
