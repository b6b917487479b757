"""The documents as pages: the same Markdown as a site of files that opens without a network, and as the workbench's help."""
