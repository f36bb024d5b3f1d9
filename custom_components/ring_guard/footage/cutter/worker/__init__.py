"""Runs in the child process. Imports av and the standard library only, and takes nothing for granted about a file."""
