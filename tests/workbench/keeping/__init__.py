"""Backups, restoring, the doctor, retention, and what faults may not do."""
