"""Claims and documents in the workbench."""
