"""The documents, read in the workbench: public, searched by the server, the page for what one is looking at one link away."""
