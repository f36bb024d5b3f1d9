"""What the evidence about a requester is worth to the policy: the one place that tells proof from claim.

It never reads what a message says of itself. Where the evidence is missing or contradicts itself,
everything is possible.
"""

from ..model import ALL_LEVELS, Assurance, AssuredParty, FootageRequest, Level, Requester


def assurance_of(requester: Requester) -> Assurance:
    """Return how well the one who asks is established.

    However well a platform proves that a message is its own, of the one who asks it can only vouch.
    """
    if requester.assured is AssuredParty.PLATFORM:
        return min(requester.assurance, Assurance.PLATFORM_VOUCHED)
    return requester.assurance


def possible_levels(requester: Requester) -> frozenset[Level]:
    """Return the levels that evidence leaves open: all of them where there is none, or none is left."""
    if requester.assurance < Assurance.PLATFORM_VOUCHED:
        return ALL_LEVELS
    return requester.possible_levels or ALL_LEVELS


def proven_agency(requester: Requester) -> str | None:
    """Return the agency that evidence speaks of, None if there is none.

    A platform that only proves itself proves no agency: the name in its message is the sender's own text.
    """
    if requester.assurance < Assurance.PLATFORM_VOUCHED:
        return None
    return requester.proven_agency if requester.assured in (AssuredParty.AGENCY, AssuredParty.PERSON) else None


def system_is_proven(request: FootageRequest) -> bool:
    """Tell whether the asking system itself vouched for the message; its wording alone is a claim."""
    return assurance_of(request.requester) is Assurance.PLATFORM_VOUCHED
