"""The audit, for people: from two uploaded exports to the groups that the hubs miss, without a shell.

    upload -> (worker) columns and codes recognised -> somebody confirms or corrects -> (worker) records checked
           -> (worker) audited -> results

Everything that opens an uploaded file runs in the background worker: a broken or hostile file cannot stop a page, and
no page waits for one. The files lie in the data folder, never in the database.

Rooms: `mapping` (what codes, venues and days mean), `quality` (what became of every row), `rules` (the versions of the rule),
`results` (the pages of an answer).
"""
