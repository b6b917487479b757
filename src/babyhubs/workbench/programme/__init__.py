"""A programme: the thread from the audit to the bid, who takes part in it, and the gate that every request passes."""
