"""Checks of the tree that no ready-made linter makes; each module holds one, as a function that yields what is wrong."""
