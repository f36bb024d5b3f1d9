"""What free text gives away, one small reader per thing: times, places, contacts, demands and so on.

Each takes bounded text and returns what it found or nothing; none raises. Word lists stand at the top of
each file, so that they can be read and corrected without reading code.
"""
