"""What may happen beside the changes, in the words of a form; the keys are those of `evaluation.change_log.EVENTS`."""

EVENTS = (
    ("closure", "A hub was closed: its months are left out, and never count as no visits"),
    ("template change", "The template for the records changed"),
    ("family hub opening", "A Family Hub opened"),
    ("family hub closure", "A Family Hub closed"),
    ("venue move", "The hub moved to another place"),
    ("staff vacancy", "A post stood empty"),
    ("campaign", "A campaign or an outreach began"),
    ("other", "Something else that may have moved attendance"),
)
