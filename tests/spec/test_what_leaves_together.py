"""Method note: tables that leave together are protected together.

One service, two tables for the same quarter: families by hub and month, and families by hub and language. The rule is `hes`: 1 to
7 becomes `*`, the rest goes to the nearest 5.

    hub      January  February  Total         hub      English  Somali  Total
    Easton         4        98    102         Easton        60      42    102
    Knowle        40        51     91         Knowle        80      11     91
    Total         44       149    193         Total        140      53    193
"""

from babyhubs.disclosure.attack import attack
from babyhubs.disclosure.dimension import flat
from babyhubs.disclosure.family import CountTable, Family
from babyhubs.disclosure.profiles import profile
from babyhubs.disclosure.protection import protect
from babyhubs.disclosure.reader import Reader

HUB, MONTH, LANGUAGE = (
    flat("hub", ["Easton", "Knowle"]),
    flat("month", ["January", "February"]),
    flat("language", ["English", "Somali"]),
)
MONTHS = CountTable(
    "months", ("hub", "month"),
    {("Easton", "January"): 4, ("Easton", "February"): 98, ("Easton", "Total"): 102,
     ("Knowle", "January"): 40, ("Knowle", "February"): 51, ("Knowle", "Total"): 91,
     ("Total", "January"): 44, ("Total", "February"): 149, ("Total", "Total"): 193},
)  # fmt: skip
LANGUAGES = CountTable(
    "languages", ("hub", "language"),
    {("Easton", "English"): 60, ("Easton", "Somali"): 42, ("Easton", "Total"): 102,
     ("Knowle", "English"): 80, ("Knowle", "Somali"): 11, ("Knowle", "Total"): 91,
     ("Total", "English"): 140, ("Total", "Somali"): 53, ("Total", "Total"): 193},
)  # fmt: skip
FAMILY = Family((HUB, MONTH, LANGUAGE), (MONTHS, LANGUAGES))
HES = profile("hes")


def test_the_plain_rule_gives_the_small_count_away_in_part() -> None:
    """Easton is printed as * + 100 = 100: at least 98 of at most 102 came in February, so * is at most 4."""
    reader = Reader(FAMILY, HES)
    row = attack(reader, reader.primary).bounds.row(0, named=True)
    assert (row["cell"], row["low"], row["high"], row["safe"]) == ("hub Easton, month January", 1, 4, False)


def test_protected_together_1_to_7_stays_possible() -> None:
    """Easton's total goes, in both tables. Its languages would add it up again, so one of them goes too (42, the smaller)."""
    protected = protect(FAMILY, HES)
    hidden = {
        (name, *key) for name in ("months", "languages") for *key, _, mark in protected.table(name).iter_rows() if mark
    }
    assert hidden == {
        ("months", "Easton", "January"), ("months", "Easton", "Total"),
        ("languages", "Easton", "Total"), ("languages", "Easton", "Somali"),
    }  # fmt: skip
    row = protected.attack.bounds.row(0, named=True)
    assert row["low"] <= 1
    assert row["high"] >= 7


def test_a_total_hidden_in_one_table_is_hidden_in_the_other() -> None:
    protected = protect(FAMILY, HES)
    for hub in ("Easton", "Knowle", "Total"):
        marks = {
            name: protected.table(name).filter(hub=hub).filter(**{column: "Total"})["mark"].item()
            for name, column in (("months", "month"), ("languages", "language"))
        }
        assert len(set(marks.values())) == 1


def test_the_choice_is_proved_the_cheapest() -> None:
    """102 and 42 people. To hide February (98) alone is cheaper but not enough: both hubs' 150 less Knowle's 50 leaves at least
    96 for it, and so at most 6 for January."""
    choice = protect(FAMILY, HES).choice
    assert choice.proved
    assert choice.cost == 144
    reader = Reader(FAMILY, HES, hidden=[FAMILY.cell(hub="Easton", month="February")])
    assert attack(reader, reader.primary).bounds["high"][0] == 6
