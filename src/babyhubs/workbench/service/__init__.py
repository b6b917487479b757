"""Starting and stopping a workbench: its data folder, the lock on it, migrations with a copy before, the server."""
