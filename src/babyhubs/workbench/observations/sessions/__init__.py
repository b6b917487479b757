"""The capture page under the workbench's address, and the logs that come from it."""
