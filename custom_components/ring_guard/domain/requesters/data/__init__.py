"""The known bodies and words as readable tables. No logic, and nothing that proves anything about a message."""
