"""The steps of an audit, by the names that people see; `reports.answer` names them to the worker as they begin."""

STAGES = (
    "Reading the files",
    "Cleaning the records",
    "Counting who was reached",
    "Protecting the figures",
    "Writing the report",
)
