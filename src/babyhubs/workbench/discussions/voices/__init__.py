"""Voice notes from a parent's phone: off until somebody switches them on, sealed where they lie, gone on their day."""
