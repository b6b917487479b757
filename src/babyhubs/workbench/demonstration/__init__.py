"""The demonstration: a workbench with a simulated programme in it, made by the same services that people use.

Its data folder is marked (service/folder.py), so that every page says that nobody in it is real, whoever starts it.
"""
