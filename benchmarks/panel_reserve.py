"""Drop-outs of drawn panels of the shared cases, and how many the reserve puts right.

    uv run python -m benchmarks.panel_reserve

For each case three tickets are drawn. Every single and every double drop-out is tried; "wherever a repair exists" means from the whole pool.
"""

import json

from babyhubs.panel.files import read_pool, read_quotas
from babyhubs.panel.kinds import kinds
from babyhubs.panel.reserve import reserve
from babyhubs.panel.reserve_people import panel_of
from babyhubs.panel.selection import select
from benchmarks.panel_draw import CASES, NAMES, RESULTS

TICKETS = (3, 417, 806)


def main() -> None:
    """Run, print, write."""
    lines = [
        "# Drop-outs that the reserve puts right inside the quotas",
        "",
        f"Tickets {', '.join(map(str, TICKETS))} of each case. Repaired of those that anybody in the pool could repair.",
        "",
        "| case | seats | reserve | single drop-outs | double drop-outs |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name in NAMES:
        meta = json.loads((CASES / name / "meta.json").read_text("utf-8"))
        quotas = read_quotas(CASES / name / "quotas.csv")
        people = read_pool(CASES / name / "pool.csv", quotas, address=meta["address_columns"]).people
        seats = meta["panel_size"]
        table = select(people, quotas, seats).tickets.people
        grouped = kinds(people, quotas, seats)
        found = [reserve(grouped, panel_of(grouped, list(table[number]))) for number in TICKETS]
        single, all_single = (sum(one.singles[place] for one in found) for place in (0, 1))
        double, all_double = (sum(one.doubles[place] for one in found) for place in (0, 1))
        sizes = ", ".join(str(one.size) for one in found)
        share = f" ({double / all_double:.1%})" if all_double else ""
        lines.append(f"| {name} | {seats} | {sizes} | {single} of {all_single} | {double:,} of {all_double:,}{share} |")
        print(lines[-1], flush=True)
    RESULTS.with_name("panel_reserve.md").write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
