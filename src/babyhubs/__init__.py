"""Babyhubs: which families do our baby hubs miss, by how many, and how sure are we?"""

__version__ = "0.1.0"
