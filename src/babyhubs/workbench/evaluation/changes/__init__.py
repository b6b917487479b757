"""What else happened beside the changes, and the timeline of it all."""
