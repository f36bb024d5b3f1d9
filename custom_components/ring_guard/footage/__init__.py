"""Recordings: where they come from (origins), and how a clip is cut from them (cutter).

Nothing in here decides what may leave: `domain.clips` does. Only `origins/` imports Home Assistant.
"""
