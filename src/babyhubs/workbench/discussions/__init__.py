"""Discussions with parents: whom to ask, taking it down, names, coding, the matrix, themes and the report.

The words live in the library's own file, one for each programme (`project`), not in the workbench's database. Whoever adds a
page: a subpackage with `views` (declared, and `@begun`), `services` (audited, through `project.acting`), `presenters`,
templates under jinja2/discussions/, its addresses in `urls`, and its line in `parts.PARTS`.
"""
