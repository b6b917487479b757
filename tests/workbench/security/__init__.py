"""Security tests by their ids; docs/assurance/asvs.md says what each holds and which requirement it speaks to."""
