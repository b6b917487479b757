"""How the audit's counts grow from one to a hundred million contacts, beside the same work in polars and pandas.

    uv run --group benchmarks python -m benchmarks.engine_scale   # 1, 5, 20 and 100 million; about a quarter of an hour

Up to 20 million DuckDB has 1 GiB, and the peers do their part; 100 million are counted alone, once, within 3 GiB of DuckDB.

The records are a simulated year, copied under other pseudonyms until there are enough, in the order in which intake leaves
them (by child). Each measurement is a process of its own. "Audit counts" is everything that the audit asks of the engine
beside hub activity: eligible episodes, the groups of eleven attributes and wards, visit days, first and next visits in two views, and all sums
over families. The peers do the part that is a plain group-by in all of them: contacts joined to children, counted by hub,
month, deprivation fifth and ethnic category.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

RESULTS = Path(__file__).parent / "results"
LARGEST = 100  # million: without the peers, which hold all of it in memory
ONE_YEAR = 150_204  # contacts of the simulated year
WINDOW = (date(2025, 9, 1), date(2026, 9, 1))
WORK = ("audit counts", "group-by: DuckDB", "group-by: polars", "group-by: pandas")


def prepare(folder: Path, millions: int) -> None:
    """A service of so many million contacts as clean records in Parquet."""
    from tests.service_records import records

    from babyhubs.intake import stored
    from babyhubs.simulation.service import Settings, simulate

    one = folder.parent / "one"
    if not one.exists():
        stored.write(records(simulate(Settings(seed=1))), one)
    folder.mkdir()
    copies = -(-millions * 1_000_000 // ONE_YEAR)
    connection = duckdb.connect()
    connection.sql(f"SET threads = 2; SET memory_limit = '8GB'; SET temp_directory = '{folder}/spill'")
    # children numbered by md5 are in no order of place or birth, as pseudonyms are; sorted, as intake leaves them
    connection.sql(
        f"COPY (SELECT md5(child || '-' || k) AS child, md5(family || '-' || k) AS family, * EXCLUDE (child, family) "
        f"FROM '{one}/children.parquet', range({copies}) AS t(k) ORDER BY child) TO '{folder}/children.parquet'"
    )
    connection.sql(
        f"COPY (SELECT contact || '-' || k AS contact, md5(child || '-' || k) AS child, * EXCLUDE (contact, child, k) "
        f"FROM '{one}/contacts.parquet', range({copies}) AS t(k) ORDER BY child, date) TO '{folder}/contacts.parquet'"
    )
    for name in ("hubs", "head_counts", "group_sessions"):
        (folder / f"{name}.parquet").write_bytes((one / f"{name}.parquet").read_bytes())


def audit_counts(folder: Path, memory: str) -> None:
    """What the audit asks of the engine."""
    from babyhubs.audit import rule
    from babyhubs.audit.counted import counted
    from babyhubs.audit.window import Window
    from babyhubs.intake import stored
    from babyhubs.reference import areas

    records, england = stored.read(folder, memory), areas.england(2025)
    started = time.perf_counter()
    hubs = records.hubs.order_by("hub").to_polars()
    found = counted(records, england, hubs, rule.read(), Window(*WINDOW), "2001", {})
    print(time.perf_counter() - started, found.counts["hub"].families["y"].sum())


KEYS = ["hub", "month", "area", "ethnic_category"]


def by_duckdb(folder: Path, memory: str) -> None:
    """The plain group-by in DuckDB's own SQL."""
    connection = duckdb.connect()
    connection.sql(f"SET threads = 2; SET memory_limit = '{memory}'; SET preserve_insertion_order = false")
    started = time.perf_counter()
    table = connection.sql(
        f"SELECT hub, date_trunc('month', date) AS month, area, ethnic_category, count(*) AS n FROM '{folder}/contacts.parquet' "
        f"JOIN '{folder}/children.parquet' USING (child) GROUP BY ALL"
    ).to_arrow_table()
    print(time.perf_counter() - started, table.num_rows)


def by_polars(folder: Path, memory: str) -> None:
    """The same in polars, streaming."""
    import polars as pl

    started = time.perf_counter()
    children = pl.scan_parquet(folder / "children.parquet").select("child", "area", "ethnic_category")
    contacts = pl.scan_parquet(folder / "contacts.parquet").select(
        "child", "hub", month=pl.col("date").dt.truncate("1mo")
    )
    frame = contacts.join(children, on="child").group_by(KEYS).len().collect(engine="streaming")
    print(time.perf_counter() - started, frame.height)


def by_pandas(folder: Path, memory: str) -> None:
    """The same in pandas, words as categories."""
    import pandas as pd

    started = time.perf_counter()
    children = pd.read_parquet(folder / "children.parquet", columns=["child", "area", "ethnic_category"])
    contacts = pd.read_parquet(folder / "contacts.parquet", columns=["child", "hub", "date"])
    joined = contacts.merge(children, on="child")
    joined["month"] = pd.to_datetime(joined["date"]).dt.to_period("M").astype("category")
    for name in ("hub", "area", "ethnic_category"):
        joined[name] = joined[name].astype("category")
    frame = joined.groupby(KEYS, observed=True, dropna=False).size()
    print(time.perf_counter() - started, len(frame))


DOING = dict(zip(WORK, (audit_counts, by_duckdb, by_polars, by_pandas), strict=True))


def measured(work: str, folder: Path, memory: str) -> tuple[float, float, float]:
    """Seconds of the work itself, processor seconds and peak memory (MiB) of its process."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.engine_scale",
        "--work",
        work,
        "--folder",
        str(folder),
        "--memory",
        memory,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    out = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{work} failed")
    return float(out.split()[0]), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def table(rows: list[tuple[int, str, float, float, float]]) -> str:
    """The measurements as Markdown, each group-by as a ratio to DuckDB's."""
    lines = [
        "| contacts, million | work | seconds | processor seconds | peak memory, MiB | ratio |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    base = {millions: seconds for millions, work, seconds, _, _ in rows if work == WORK[1]}
    for millions, work, seconds, processor, memory in rows:
        ratio = f"{seconds / base[millions]:.1f}" if work != WORK[0] and millions in base else ""
        lines.append(f"| {millions} | {work} | {seconds:.1f} | {processor:.1f} | {memory:,.0f} | {ratio} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prepare, measure, write the table and the drawing of growth."""
    options = argparse.ArgumentParser()
    options.add_argument("--millions", type=int, nargs="+", default=[1, 5, 20, LARGEST])
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--memory")
    options.add_argument("--work", choices=WORK)
    options.add_argument("--folder", type=Path)
    options.add_argument("--prepare", type=int)
    given = options.parse_args()
    if given.prepare:
        prepare(given.folder, given.prepare)
        return
    if given.work:
        DOING[given.work](given.folder, given.memory)
        return
    rows = []
    with tempfile.TemporaryDirectory(prefix="babyhubs-scale-") as place:
        for millions in given.millions:
            folder = Path(place) / f"{millions}"
            # in a process of its own: what is measured later must not begin with this one's memory
            options_of_it = ["--prepare", str(millions), "--folder", str(folder)]
            subprocess.run([sys.executable, "-m", "benchmarks.engine_scale", *options_of_it], check=True)
            alone = millions >= LARGEST
            memory = given.memory or ("3GiB" if alone else "1GiB")
            for work in WORK[:1] if alone else WORK:
                runs = [measured(work, folder, memory) for _ in range(1 if alone else given.runs)]
                middle = tuple(statistics.median(run[part] for run in runs) for part in range(3))
                rows.append((millions, work, *middle))
                print(rows[-1], flush=True)
            for file in folder.glob("*.parquet"):
                file.unlink()
    RESULTS.mkdir(exist_ok=True)
    head = (
        "# The audit's counts, from Parquet, two threads, DuckDB within 1 GiB, for 100 million within 3 GiB\n\n"
        f"Median of {given.runs}, one run of 100 million. Load of the machine when it ended: {os.getloadavg()[0]:.1f}.\n\n"
    )
    (RESULTS / "engine_scale.md").write_text(head + table(rows), encoding="utf-8")
    draw(rows, RESULTS / "engine_scale.svg")


def draw(rows: list[tuple[int, str, float, float, float]], path: Path) -> None:
    """Seconds against contacts, both on logarithmic axes: a straight line of slope one is linear growth."""
    import altair as alt
    import vl_convert

    values = [{"millions": millions, "seconds": seconds, "work": work} for millions, work, seconds, _, _ in rows]
    chart = (
        alt.Chart(alt.Data(values=values))
        .mark_line(point=True)
        .encode(
            x=alt.X("millions:Q", scale=alt.Scale(type="log"), title="Contacts, million"),
            y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="Seconds"),
            strokeDash=alt.StrokeDash("work:N", title=None),
        )
        .properties(width=420, height=300)
    )
    path.write_text(vl_convert.vegalite_to_svg(chart.to_dict()), encoding="utf-8")


if __name__ == "__main__":
    main()
