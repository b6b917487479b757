"""The rule file: read at the edge, mistakes named with their place, cited by digest."""

from pathlib import Path

import pytest

from babyhubs.audit.rule import DEFAULT, read
from babyhubs.errors import InputError


def changed(path: Path, old: str, new: str) -> Path:
    text = DEFAULT.read_text(encoding="utf-8")
    assert old in text
    copy = path / "rule.toml"
    copy.write_text(text.replace(old, new), encoding="utf-8")
    return copy


def test_the_shipped_rule_is_the_one_of_the_method_page() -> None:
    rule = read()
    assert (rule.reach_ratio_below, rule.upper_limit_below, rule.shortfall_at_least) == (0.8, 1.0, 20)
    assert (rule.youngest_days, rule.horizon_days, rule.oldest_days) == (10, 182, 365)


def test_another_number_is_another_rule(tmp_path: Path) -> None:
    other = read(changed(tmp_path, "shortfall_at_least = 20", "shortfall_at_least = 10"))
    assert other.reference != read().reference
    assert other.reference.startswith("under-served v1 (sha256:")


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("reach_ratio_below = 0.80", "reach_ratio_below = 1.80", "reach_ratio_below"),
        ("smallest_group = 30", "smallest_grop = 30", "smallest_group"),
        ("horizon_days = 182", "horizon_days = 400", "horizon_days"),
        ('version = "1"', "version = ", ""),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        read(changed(tmp_path, old, new))
    assert where in caught.value.where
    assert caught.value.remedy


def test_a_rule_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not there"):
        read(tmp_path / "none.toml")
