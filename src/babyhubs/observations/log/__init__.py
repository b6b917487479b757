"""The operation log: what an operation is, how a log is sealed, read and checked (docs/reference/observation-log.md)."""
