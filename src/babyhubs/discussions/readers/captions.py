"""Transcripts that machines write: WebVTT and SRT captions, the exports of Teams, noScribe and aTrain, each as lines of
`Speaker: words`, one for each turn. Times are left out.
"""

import html
import json
import re
from pathlib import Path

from babyhubs.errors import InputError

_TIMES = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}.*$")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,60})?\s{1,5}([^>]{1,200})>")
_TAG = re.compile(r"</?[a-z][^>]{0,200}>|<\d[\d:.]{0,20}>", re.IGNORECASE)
_LABEL = re.compile(r"^\s*\[?((?:SPEAKER|S|Speaker)[ _]?\d{1,2})\]?\s*:\s*")
_ALONE = re.compile(r"^(SPEAKER_\d{2}|Speaker undefined)$")
_STAMP = re.compile(r"^\[?\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\]?\s*[-–]?\s*")
_TEAMS = re.compile(r"^\s*(\S[^\n\t]{1,60}?)[ \t\u00a0]+(?:\d{1,2}:)?\d{1,2}:\d{2}\s*$")
_NAME_DIGITS = re.compile(r"\d{2}:")

Said = tuple[str, str]  # speaker, words


def captions(text: str) -> str:
    """WebVTT or SRT."""
    said: list[Said] = []
    speaker, inside = "", False
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if _TIMES.match(line):
            inside, speaker = True, ""
            continue
        if not line.strip():
            inside = False
            continue
        if not inside or (
            line.strip().isdigit() and _TIMES.match(lines[number + 1] if number + 1 < len(lines) else "")
        ):
            continue  # numbers of cues, notes, styles, the heading
        voice = _VOICE.search(line)
        if voice:
            speaker = html.unescape(voice[1]).strip()
        words = html.unescape(_TAG.sub("", line)).strip()
        label = _LABEL.match(words)
        if label and not voice:
            speaker, words = label[1], words[label.end() :]
        if words:
            said.append((speaker, words))
    return _lines(said)


def from_json(content: str, path: Path) -> str:
    """aTrain's (and Whisper's) transcription.json: segments with text and, if found, speaker."""
    try:
        segments = json.loads(content)
        segments = segments["segments"] if isinstance(segments, dict) else segments
        said = [(str(one.get("speaker") or ""), str(one["text"]).strip()) for one in segments]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            "This JSON file is not a transcript.",
            where=str(path),
            remedy="Give the file that aTrain calls transcription.json, or its .txt.",
        ) from error
    return _lines([(speaker, words) for speaker, words in said if words])


def transcript(text: str) -> str:
    """Plain text as it is, unless it is laid out as aTrain or Teams lay it out."""
    lines = text.split("\n")
    if sum(bool(_ALONE.match(line)) for line in lines) >= 1:
        return _atrain(lines)
    if sum(bool(_is_teams(line)) for line in lines) >= 2:
        return _teams(lines)
    return text


def _atrain(lines: list[str]) -> str:
    said: list[Said] = []
    speaker = ""
    for number, line in enumerate(lines):
        if number == 0 and line.startswith("Transcription for "):
            continue
        if _ALONE.match(line):
            speaker = line
            continue
        words = re.sub(r"\[\d{2}:\d{2}:\d{2}\] - ", "", _STAMP.sub("", line)).strip()
        if words:
            said.append((speaker, words))
    return _lines(said)


def _is_teams(line: str) -> re.Match[str] | None:
    found = _TEAMS.match(line)
    return (
        None if found is None or _NAME_DIGITS.search(found[1]) or found[1].rstrip().endswith((".", ",", ":")) else found
    )


def _teams(lines: list[str]) -> str:
    """A line with the speaker and the time, then what was said; what stands before the first is the meeting's heading."""
    said: list[Said] = []
    speaker: str | None = None
    for line in lines:
        found = _is_teams(line)
        if found:
            speaker = found[1].strip()
        elif line.strip() and speaker is not None:
            said.append((speaker, line.strip()))
    return _lines(said)


def _lines(said: list[Said]) -> str:
    """One line a turn: what one speaker says in a row belongs together."""
    turns: list[tuple[str, list[str]]] = []
    for speaker, words in said:
        if turns and turns[-1][0] == speaker:
            turns[-1][1].append(words)
        else:
            turns.append((speaker, [words]))
    return "\n".join(f"{speaker}: {' '.join(words)}" if speaker else " ".join(words) for speaker, words in turns)
