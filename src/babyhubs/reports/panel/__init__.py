"""A draw as a folder: its files, and the page that says in words what they hold."""
