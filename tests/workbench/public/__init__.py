"""Tests of the pages for parents."""
