"""The workbench: the thread on a screen. A Django project; nothing below this floor knows Django.

Each app has `models`, `forms`, `services` (all writes: one transaction, one entry in the record), `presenters` (what
templates show), `views` (thin) and `urls`. Templates get presenters, not models. The apps stand on floors:

    record      who did what, unalterably
    accounts    people who sign in
    programme   a programme, who has which role in it, the six steps
    (strands)   one app for each; they do not import each other
    people      contact details, in a database of their own

`access` says who may; `service` starts and stops it all; `web` is what every page shares.
"""
