"""Where should the next hub open: exact answers with proof, objectives side by side, and how far they can be trusted."""
