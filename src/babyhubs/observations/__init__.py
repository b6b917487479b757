"""How time and space are used in the room: sessions, derived tables, analysis and formats."""
