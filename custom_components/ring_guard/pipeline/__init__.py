"""The way of a request from its arrival to its clip, step by step, each durable before it has an effect outside.

Nothing in here imports Home Assistant; `guard.py` joins it to the hub.
"""
