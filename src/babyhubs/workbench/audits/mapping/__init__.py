"""What the codes, venues and days of an upload mean, shown value by value and corrected by people.

The worker writes down what it took each value for (`taken`); the pages show that with what people have answered since on
top (`answered`). A correction is an answer like any other: it goes into the mapping when the columns are confirmed, and
next month's files begin with it.
"""
