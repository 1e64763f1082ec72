"""Switches of the library."""

LENDING_IS_OPEN = True
