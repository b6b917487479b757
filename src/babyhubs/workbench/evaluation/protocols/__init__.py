"""The protocol: written and signed before the data are opened, and never changed afterwards."""
