"""What the values of a code field mean: national codes, their published meanings, and the words that people write."""

import re
import tomllib
from functools import cache
from pathlib import Path

from babyhubs.intake import ethnic_values, language_values
from babyhubs.intake.column_names import words as heading_words
from babyhubs.intake.guess import NO_IDEA, Guess, certain, obvious, plain, uncertain
from babyhubs.reference import codes

NOT_RECORDED = ""
_CODED = re.compile(r"^\s*([A-Za-z]?\d{1,2})\s*[-–:=.)]+\s*(\S.*)$")


def recognise(field: str, values: list[str], heading: str) -> dict[str, Guess]:
    """Value -> meaning, for every distinct value of a code field."""
    if field == "ethnic_category":
        return {value: ethnic_values.recognise(value) for value in values}
    if field == "language":
        return {value: language_values.recognise(value) for value in values}
    if field in {"first_child", "lone_parent"}:
        return _yes_no(field, values, heading)
    national = _national(field, values, heading)
    found = {value: _coded(field, value, national) for value in values}
    if field == "attendance":
        found |= _attended_yes_no(values, found, heading)
        found |= _outcomed(values, found)
    return found


def _national(field: str, values: list[str], heading: str) -> dict[str, Guess]:
    """The national codes that apply, without leading zeros."""
    if field == "medium":
        return _medium_codes(values, heading)
    name = {"attendance": "attendance_new", "activity": "activity_type", "location_type": "activity_location_type"}[
        field
    ]
    why = f"National list: {name.replace('_', ' ').replace(' new', '')}."
    return {_unpadded(code): obvious(_word(field, word), why) for code, word in codes.canonical(name).items()}


def _medium_codes(values: list[str], heading: str) -> dict[str, Guess]:
    """Consultation medium (old) or mechanism (new): the heading says which, else the codes that only one list has."""
    old = {_unpadded(code): word for code, word in codes.canonical("consultation_medium").items()}
    new = {_unpadded(code): word for code, word in codes.canonical("consultation_mechanism").items()}
    used = {_unpadded(value) for value in values}
    said = set(heading_words(heading))
    only_old, only_new = used & (set(old) - set(new)), used & (set(new) - set(old))
    if "mechanism" in said:
        chosen, why = new, "National list: consultation mechanism (new), as the heading says."
    elif {"medium", "consultation"} <= said:
        chosen, why = old, "National list: consultation medium (old), as the heading says."
    elif only_new and not only_old:
        chosen, why = new, "National list: consultation mechanism (new): these codes occur in it alone."
    elif only_old and not only_new:
        chosen, why = old, "National list: consultation medium (old): these codes occur in it alone."
    else:
        same = {
            code: certain(word, "The old and the new national list agree.")
            for code, word in old.items()
            if new.get(code) == word
        }
        mixed = "It means {} in the {} list and is not in the other; this column holds codes of both."
        olds = {code: uncertain(word, mixed.format(word, "old")) for code, word in old.items() if code not in new}
        news = {code: uncertain(word, mixed.format(word, "new")) for code, word in new.items() if code not in old}
        return same | olds | news
    other, name = (old, "old") if chosen is new else (new, "new")
    strange = {
        code: uncertain(word, f"It is not in this list; in the {name} list it means {word.replace('_', ' ')}.")
        for code, word in other.items()
        if code not in chosen
    }
    return strange | {code: certain(word, why) for code, word in chosen.items()}


def _coded(field: str, value: str, national: dict[str, Guess]) -> Guess:
    """A code, words, or a code with its words ("5 - Attended")."""
    code = _unpadded(value)
    if code in national:
        return national[code]
    by_words, pair = _by_words(field, value), _CODED.match(value)
    if by_words.obvious or not pair or _unpadded(pair[1]) not in national:
        return by_words
    told, said = national[_unpadded(pair[1])], _by_words(field, pair[2])
    meanings = {guess.word for guess in (said, by_words) if guess.certain}
    if meanings - {told.word}:
        return uncertain(told.word, f"The code means {told.word} and the words mean {', '.join(sorted(meanings))}.")
    return told


@cache
def _phrases(field: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Exact value -> word, and the phrases that decide inside a longer value."""
    content = tomllib.loads(Path(__file__).with_name("code_words.toml").read_text(encoding="utf-8"))[field]
    exact = {plain(text): word for word, entry in content.items() for text in entry["exact"]}
    lists = {
        "attendance": ("attendance_old", "attendance_new"),
        "medium": ("consultation_medium", "consultation_mechanism"),
        "activity": ("activity_type",),
        "location_type": ("activity_location_type",),
    }
    for name in lists.get(field, ()):
        for _, meaning, word in codes.code_list(name).iter_rows():
            exact[plain(meaning)] = _word(field, word)
    inside = tuple((plain(text), word) for word, entry in content.items() for text in entry.get("contains", []))
    return exact, inside


def _by_words(field: str, value: str) -> Guess:
    text = plain(value)
    exact, inside = _phrases(field)
    if text in exact:
        return obvious(exact[text], "The words say it.")
    hits = [(phrase, word) for phrase, word in inside if f" {phrase} " in f" {text} "]
    # "did not attend" stands inside "did not attend - no warning"; a longer phrase overrules one that it contains
    hits = [hit for hit in hits if not any(hit[0] != longer and hit[0] in longer for longer, _ in hits)]
    meanings = sorted({word for _, word in hits})
    if len(meanings) == 1:
        return certain(meanings[0], f"It contains the words {hits[0][0]!r}.")
    if meanings:
        return uncertain("?", "It contains the words of more than one meaning: " + ", ".join(meanings) + ".")
    return NO_IDEA


def _yes_no(field: str, values: list[str], heading: str) -> dict[str, Guess]:
    said = set(heading_words(heading))
    counts_before = field == "first_child" and bool(said & {"parity", "previous", "siblings", "para"})
    counts_order = field == "first_child" and "order" in said
    found = {
        value: _one_yes_no(field, value, counts_before=counts_before, counts_order=counts_order) for value in values
    }
    if not (counts_before or counts_order) and any(plain(value) in {"2", "3"} for value in values):
        # numbers of children under a heading of yes and no: 1 may be the first child, or one before it
        why = "The column counts something, and its heading does not say what."
        found |= {value: uncertain("?", why) for value in values if plain(value).isdigit()}
    return found


def _one_yes_no(field: str, value: str, *, counts_before: bool, counts_order: bool) -> Guess:
    text = plain(value)
    recorded = {"yes": "yes", "no": "no", "not_recorded": NOT_RECORDED}
    own, _ = _phrases(field)
    general, _ = _phrases("yes_no")
    if text.isdigit() and len(text) <= 2 and (counts_before or counts_order):
        first = 0 if counts_before else 1
        if int(text) < first or int(text) > 20:
            return uncertain("?", "No number of children.")
        return certain("yes" if int(text) == first else "no", "The heading says that children are counted.")
    if text in own:
        return obvious(own[text], "The words say it.")
    if text in {"0", "1"}:
        return certain("yes" if text == "1" else "no", "1 is yes and 0 is no.")
    if text in general:
        return obvious(recorded[general[text]], "Yes, no, or not recorded.")
    return NO_IDEA


def _attended_yes_no(values: list[str], found: dict[str, Guess], heading: str) -> dict[str, Guess]:
    """A column "Attended" or "DNA" of yes and no. 0 alone is the national code for an appointment in the future."""
    said = set(heading_words(heading))
    missed = bool(said & {"dna", "missed"}) or {"not", "attended"} <= said
    texts = {plain(value) for value in values}
    words = {"y": True, "yes": True, "true": True, "t": True, "n": False, "no": False, "false": False, "f": False}
    if "1" in texts and texts <= {"0", "1"}:
        words = {"1": True, "0": False}
    clear = "1" not in words or missed or bool(said & {"attended", "attend", "seen"})
    meanings = {True: "not_attended" if missed else "attended", False: "attended" if missed else "not_attended"}
    why = "Yes or no under this heading."
    return {
        value: Guess(meanings[words[plain(value)]], clear, why if clear else "0 and 1 may be no and yes, or counts.")
        for value in values
        if plain(value) in words and (not found[value].certain or plain(value) in {"0", "1"})
    }


def _outcomed(values: list[str], found: dict[str, Guess]) -> dict[str, Guess]:
    """ "Outcomed" says that somebody recorded an outcome. Where a missed one has its own word, it means attended."""
    told_apart = any(guess.word == "not_attended" for guess in found.values())
    why = "An outcome was recorded"
    return {
        value: certain("attended", f"{why}, and missed ones have their own word.")
        if told_apart
        else uncertain("attended", f"{why}: it does not say whether the family came.")
        for value in values
        if plain(value) == "outcomed"
    }


def _unpadded(code: str) -> str:
    """5, 05 and 5.0 are one code; A01 keeps its zero."""
    text = code.strip().upper()
    text = text[:-2] if re.fullmatch(r"\d+\.0", text) else text
    return text.lstrip("0") or "0" if text.isdigit() else text


def _word(field: str, word: str) -> str:
    """The reference list's word in the words of the clean records."""
    return "other" if field == "location_type" and word == "hub_possible" else word
