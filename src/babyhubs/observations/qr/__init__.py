"""A session that left a phone as codes on its screen: pictures, parts, lines (docs/reference/observation-log.md, "As codes")."""
