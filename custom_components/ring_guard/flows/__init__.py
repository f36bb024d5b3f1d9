"""The set-up in the user interface: one file for the household and one for each kind of subentry.

Flows only collect and check settings; nothing here acts on a request.
"""
