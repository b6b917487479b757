"""The directory of hubs: where each is, when it meets, for whom it is easy to use, and the dated log of what changed.

The log is the exposure of the evaluation ("the model is a dose, not a switch"): it is only ever added to.
"""
