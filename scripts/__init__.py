"""The project's own commands; what is written in Python is run as modules of this package."""
