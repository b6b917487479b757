"""Who lives too far from an open hub: minutes, floating catchments, and how unequal both are."""
