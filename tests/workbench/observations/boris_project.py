"""A small project of BORIS: two families, called by names that must never be kept."""

import json

BORIS = json.dumps(
    {
        "project_format_version": "7.0",
        "behaviors_conf": {
            "0": {"type": "State event", "code": "talking"},
            "1": {"type": "State event", "code": "in play_mat"},
            "2": {"type": "Point event", "code": "arrives"},
            "3": {"type": "Point event", "code": "goes"},
        },
        "observations": {
            "HUB01 Tuesday": {
                "date": "2026-03-03T10:05:00",
                "events": [
                    [0, "Anna", "arrives", "", ""], [5, "Anna", "in play_mat", "", ""], [60, "Anna", "talking", "Bea", "Anna laughs"],
                    [30, "Bea", "talking", "", ""], [90, "Anna", "talking", "Bea", ""], [120, "Bea", "talking", "", ""],
                    [200, "Anna", "in play_mat", "", ""], [210, "Anna", "goes", "", ""],
                ],
            }
        },
    }
).encode()  # fmt: skip
