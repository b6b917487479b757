"""The panel of parents: its seats, the fair draw from the register, and what happens after it.

Its tables lie in the people database, because its rows are about people of the register:

    seats     which groups have how many seats, each with its finding and its arithmetic
    drawing   the lottery, its proof, the public draw, the reserve, the replacement of who leaves
    life      invitations and answers, meetings, payments
    account   the log of all of it, and what is drafted from the log: you said, we did; GRIPP2; UK Standards

Pages with names need the right to contacts. All others show numbers, so that a service lead can follow the panel without knowing who
sits on it. The record, the files and the drafts name nobody.
"""
