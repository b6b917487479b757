"""A computer whose camera films a phone: what its Chromium takes for the camera is a film, made of pictures of the phone's screen."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import ARGUMENTS, _chromium

HELD = 12  # frames of 1/30 s: as long as a code stays


def film(screens: Sequence[bytes], path: Path) -> None:
    """The screens one after the other, as a camera of 1280 by 720 points has them: a little turned, and not quite sharp."""
    from PIL import Image, ImageFilter

    with path.open("wb") as made:
        for screen in screens:
            phone = Image.open(io.BytesIO(screen)).convert("RGB").resize((547, 972))
            room = Image.new("RGB", (1280, 720), (90, 85, 80))
            room.paste(
                phone.rotate(3, expand=True, fillcolor=(60, 60, 60), resample=Image.Resampling.BICUBIC), (380, -60)
            )
            frame = io.BytesIO()
            room.filter(ImageFilter.GaussianBlur(0.8)).save(frame, "JPEG", quality=85)
            made.write(frame.getvalue() * HELD)


@contextmanager
def filming(browser: Browser, path: Path) -> Iterator[Browser]:
    """A browser with that film for its camera."""
    one = browser.browser_type.launch(
        executable_path=_chromium(),
        args=[
            *ARGUMENTS,
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={path}",
        ],
    )
    yield one
    one.close()
