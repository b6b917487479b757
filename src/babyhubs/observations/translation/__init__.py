"""Files of other programs become sessions of ours: what a file holds, what its names mean, and what has no place with us."""
