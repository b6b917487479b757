"""The record: who did what and when. Append-only, each entry sealed to the one before; the audit log of the workbench."""
