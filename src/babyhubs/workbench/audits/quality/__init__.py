"""What became of every row of an upload, how good the records are, and what to correct at the source."""
