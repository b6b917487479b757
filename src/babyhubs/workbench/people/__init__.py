"""The register: parents who offered to help, in a database of their own. Nothing here names a child.

    vault        what a person said, sealed under that person's own key
    register     a programme's register, without the programme's number
    wordings     what people are asked to agree to, by purpose and version (consent.toml)
    questions    needs, and what may be asked of a person and why (questions.toml)
    pool         who may be drawn, by what they said, without anything to know them by
    services     every change and every look, each with its entry in the record of this database
    erasure_list who was erased, kept outside the database
    blanking     the same erasure on a database file that nobody has open: a restored one, an old copy

No identifier is shared with any other table of the workbench. Only the involvement coordinator has a right to any of it.
"""
