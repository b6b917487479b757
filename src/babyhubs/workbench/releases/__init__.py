"""The queue of releases: nothing leaves the service before a second person has looked at it.

One person asks, another decides, and the file that was looked at is the file that leaves: it is copied and digested when
somebody asks, and its digest is checked when it is approved and whenever it is downloaded.
"""
