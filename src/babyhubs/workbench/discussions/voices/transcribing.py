"""A first draft of what a voice note says, made on this machine: an optional extra, and weights that its administrator brings.

Nothing is fetched and nothing leaves: the weights are a folder, and what would make the library look elsewhere is refused first.
"""

import io
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from babyhubs.errors import InputError

FOLDER = "whisper"  # in the data folder; backups leave it out
NEEDED = ("model.bin", "config.json", "tokenizer.json")  # without its tokenizer the library would ask a server for one


def there() -> bool:
    """Whether it can be used here."""
    return _installed() and not _missing()


def draft(content: bytes) -> str:
    """The words, in the language that the model hears."""
    if not _installed():
        raise InputError(
            "Transcription is not installed here.",
            remedy="Whoever runs the workbench installs babyhubs[transcription].",
        )
    if missing := _missing():
        raise InputError(
            f"The weights for transcription are not there ({', '.join(missing)}).",
            remedy=f"Whoever runs the workbench puts a faster-whisper model into the folder {FOLDER} of the data folder.",
        )
    from faster_whisper import WhisperModel  # noqa: PLC0415 - heavy, and an optional extra

    model = WhisperModel(str(_folder()), device="cpu", compute_type="int8", local_files_only=True)
    try:
        segments, _ = model.transcribe(io.BytesIO(content))
        return " ".join(one.text.strip() for one in segments)
    except Exception as error:  # whatever a decoder says of a damaged file
        raise InputError(
            "The program could not make words of this recording.", remedy="Listen, and type them."
        ) from error


def _installed() -> bool:
    try:
        return find_spec("faster_whisper") is not None
    except ValueError:  # a module without a spec: it is there
        return True


def _folder() -> Path:
    return settings.BABYHUBS.folder / FOLDER


def _missing() -> list[str]:
    return [name for name in NEEDED if not (_folder() / name).is_file()]
