"""In the room: notes by framework on a tablet, read back to the parent, with consent for each purpose."""
