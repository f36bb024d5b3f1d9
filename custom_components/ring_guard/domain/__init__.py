"""The heart of Ring Guard: values in, values out.

Nothing in here imports Home Assistant, does I/O or reads a clock, so that every decision can be
tested, fuzzed and replayed without a hub.
"""
