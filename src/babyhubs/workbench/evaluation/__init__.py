"""Did changing the hubs narrow the gap, and where should the next one open: the change log, the protocol, the answer, the map.

    exposure            what changed when, from the log of the hubs, as the evaluation counts it
    changes/            what else happened, and the timeline of it all
    protocols/          what will be looked at: written, signed, and never changed afterwards
    tables/             what is brought or counted: cells, areas, places
    runs/               what the worker answers from them: the gap, the power of a plan, the next hub

The statistics are `babyhubs.evaluation`; nothing here computes but the worker.
"""
