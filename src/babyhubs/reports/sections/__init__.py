"""The parts of the page, each worked out from the released tables: what the templates show, and nothing else."""
