"""The rule that sorts groups, as people read it and change it: always as a new version, and never unseen.

    proposed, with a reason -> (worker) tried on the records that are there: which verdicts move -> adopted, or dropped

A version that was adopted holds for the audits that are asked for from then on. Old versions stay readable, and every
audit says which one it followed.
"""
