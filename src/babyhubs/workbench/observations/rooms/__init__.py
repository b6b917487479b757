"""Plans of rooms, in versions: zones drawn as boxes, or polygons from a file."""
