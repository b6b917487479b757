"""Contact details of parents: a database of its own, encrypted fields, keys of its own. Nothing here names a child.

No identifier is shared with any other table of the workbench. The register, consent and payments of the panel grow here.
"""
