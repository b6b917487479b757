"""A service with known truth, to demonstrate and to validate."""
