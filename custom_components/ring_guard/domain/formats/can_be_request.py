"""Can this mail be a request for footage?"""


def can_be_request(raw: bytes) -> bool:
    """Tell whether a mail can be a request."""
    return True
