"""Subscribed lists of agencies: fetching them from public addresses or reading them from files, and keeping the last good copy.

What a list means stands in `domain/requesters/lists`. No list is ever needed: without any, less is certain.
"""
