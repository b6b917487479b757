"""A hand that draws zones on a picture of a room: fingers, then keys."""

from pathlib import Path

from playwright.sync_api import Page

# Corners in hundredths, so that every zone is large enough for a thumb, none on another.
ZONES = {
    "Play mat": ((33, 33), (66, 33), (66, 62), (33, 62)),
    "Weighing table": ((68, 5), (96, 5), (96, 32), (68, 32)),
    "Chair circle": ((68, 44), (96, 44), (96, 72), (82, 80), (68, 70)),
}


def brings(page: Page, observations: str, picture: Path) -> None:
    """The picture, and that nobody is in it."""
    page.goto(f"{observations}rooms/picture/")
    page.get_by_label("Name of the room").fill("easton-hall")
    page.locator("input[type=file]").set_input_files(picture)
    page.get_by_label("Nobody is in the picture").check()
    page.get_by_role("button", name="Draw on this picture").tap()
    page.get_by_label("What to draw").wait_for()


def draws(page: Page) -> None:
    """Corner after corner, where the finger comes down."""
    drawing = page.locator("#drawing svg")
    for name, corners in ZONES.items():
        page.get_by_label("What to draw").select_option(label=name)
        drawing.scroll_into_view_if_needed()
        box = drawing.bounding_box()
        assert box is not None
        for across, down in corners:
            page.touchscreen.tap(box["x"] + box["width"] * across / 100, box["y"] + box["height"] * down / 100)
        page.get_by_role("button", name="Close the shape").tap()


def measures(page: Page) -> None:
    """Two points as numbers, because fields do what fingers do."""
    page.get_by_label("The measure: two points").fill("10 50, 90 50")
    page.get_by_label("Metres between them").fill("12")


def numbers(page: Page, zone: str) -> list[float]:
    """What stands in the field of a zone."""
    text = page.locator(f"#id_zone_{zone}").input_value()
    return [float(number) for number in text.replace(",", " ").split()]
