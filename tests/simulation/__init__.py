"""The simulated service: real geography, known truth."""
