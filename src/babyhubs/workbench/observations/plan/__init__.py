"""Which hubs to watch, why, how much, and what hangs on the wall that day."""
