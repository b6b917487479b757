"""The example in docs/reference/mapping-file.md is a mapping, and its words are the words of the fields."""

import re
import tomllib
from pathlib import Path

from babyhubs.intake.fields import FILES, WORDS
from babyhubs.intake.mapping import UNDECIDED, Mapping

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "mapping-file.md").read_text(encoding="utf-8")


def test_the_example_is_a_mapping() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    made = Mapping.model_validate(tomllib.loads(example))
    for name, file in made.files.items():
        assert set(file.columns) <= {field.name for field in FILES[name]}
        for field, words in file.codes.items():
            assert field not in WORDS or set(words.values()) <= {*WORDS[field], UNDECIDED, ""}


def test_every_field_and_every_word_is_on_the_page() -> None:
    names = [field.name for fields in FILES.values() for field in fields]
    words = [word for meanings in WORDS.values() for word in meanings]
    assert [name for name in [*names, *words] if f"`{name}`" not in PAGE] == []
