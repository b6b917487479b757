"""The part that runs inside BORIS's own environment: open a project with its loader, and say what it reads.

    BORIS_ENVIRONMENT/bin/python benchmarks/boris_side.py PROJECT.boris

BORIS is under the GPL, so nothing of this project imports it: `boris_round_trip` starts this file with another interpreter and reads
what it prints.
"""

import importlib.util
import json
import os
import sys
from decimal import Decimal


def main() -> None:
    """Open, count, and work out its time budget for each observation."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    where = importlib.util.find_spec("boris").submodule_search_locations[0]  # type: ignore[union-attr, index]
    sys.path.append(where)
    from boris import config, db_functions, project_functions, time_budget_functions  # type: ignore[import-not-found]

    _, changed, project, message = project_functions.open_project_json(sys.argv[1])
    answer = {
        "changed": bool(changed),
        "message": str(message),
        "error": str(project.get("error", "")),
        "observations": {},
    }
    codes = [one["code"] for one in project["behaviors_conf"].values()]
    subjects = ["No focal subject", *(one["name"] for one in project["subjects_conf"].values())]
    for name, one in project["observations"].items():
        ok, problem = project_functions.check_state_events_obs(name, project["behaviors_conf"], one)[:2]
        cursor = db_functions.load_events_in_db(project, subjects, [name], codes)
        asked = {
            config.SELECTED_SUBJECTS: subjects,
            config.SELECTED_BEHAVIORS: codes,
            config.INCLUDE_MODIFIERS: False,
            config.EXCLUDE_BEHAVIORS: False,
            config.EXCLUDE_NON_CODED_MODIFIERS: False,
            "start time": Decimal("0"),
            "end time": Decimal("100000"),
        }
        rows = time_budget_functions.time_budget_analysis(project["behaviors_conf"], cursor, [name], asked)[0]
        answer["observations"][name] = {  # type: ignore[index]
            "events": len(one["events"]),
            "states_paired": bool(ok),
            "problem": str(problem),
            "budget": [[row["subject"], row["behavior"], row["number"], row["duration"]] for row in rows],
        }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
