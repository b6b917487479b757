"""The workbench: the thread on a screen. A Django project; nothing below this floor knows Django.

Each app has `models`, `forms`, `services` (all writes: one transaction, one entry in the record), `presenters` (what
templates show), `views` (thin) and `urls`. Templates get presenters, not models. The apps stand on floors:

    record      who did what, unalterably
    accounts    people who sign in
    programme   a programme, who has which role in it, the six steps
    hubs, releases   what the strands share: places and their log, and what may leave
    (strands)   one app for each; they do not import each other
    people      the register of parents, in a database of its own: no strand can import it
    public, panel   what parents see without an account; the panel drawn from the register

`access` says who may; `service` starts and stops it all; `web` is what every page shares.

To add a page: a view in its app's `views` that declares who may see it (`access.declared`), its address in the app's
`urls` under /programmes/<programme_id>/ if it shows anything of a programme, a template on `layout.jinja`, its entry in
`web.navigation` if the menu leads there, and its rows in tests/workbench/access.csv. To add a change: a function in
`services` behind `record.audited`. To add an app: its name in `settings.APPS`, its floor in pyproject.toml's contract,
and, for a strand, `programme.steps.says` and `programme.sources.gives` in its `ready`: where its step stands, and what it found.
"""
