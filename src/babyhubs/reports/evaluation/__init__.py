"""Results of evaluation on paper: the gap, trends, power and sites, each with its table."""
