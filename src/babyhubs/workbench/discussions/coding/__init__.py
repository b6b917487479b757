"""Coding: a text on the page, words chosen in it, codes put on them. With scripts by mouse, touch or keys; without, by a form."""
