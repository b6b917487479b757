"""The evidence: the register of claims, and the documents that are written from them.

holding     what all strands hold now, and the ledger in which it was recorded: what has turned amber follows from the two
claims      a claim with its sources, as it stands against what is held
documents   a form with its sections, put together and checked
"""
