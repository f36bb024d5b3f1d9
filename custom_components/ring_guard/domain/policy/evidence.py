"""What the evidence about a requester is worth to the policy: the one place that tells proof from claim.

It never reads what a message says of itself. Where the evidence is missing or contradicts itself,
everything is possible.
"""

from ..model import ALL_LEVELS, Assurance, AssuredParty, FootageRequest, Level, Requester


def assurance_of(requester: Requester) -> Assurance:
    """Return how well the one who asks is established.

    However well a platform proves that a message is its own, of the one who asks it can only vouch. What somebody of
    the household found out by calling back stands above what the message proves.
    """
    return _by_message(requester) if requester.call_back is None else Assurance.CALLED_BACK


def _by_message(requester: Requester) -> Assurance:
    """Return how well the message itself establishes the one who asks."""
    if requester.assured is AssuredParty.PLATFORM:
        return min(requester.assurance, Assurance.PLATFORM_VOUCHED)
    return requester.assurance


def assured_of(requester: Requester) -> AssuredParty | None:
    """Return whom the assurance speaks of."""
    return requester.assured if requester.call_back is None else requester.call_back.party


def possible_levels(requester: Requester) -> frozenset[Level]:
    """Return the levels that evidence leaves open: all of them where there is none, or none is left."""
    if requester.call_back is not None and requester.call_back.level is not None:
        return frozenset({requester.call_back.level})
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


def proven_lists(requester: Requester) -> frozenset[str]:
    """Return the household's lists that evidence puts the requester on: those that name its proven domain."""
    return requester.proven_lists if _body_is_proven(requester) else frozenset()


def possible_lists(requester: Requester) -> frozenset[str] | None:
    """Return the lists that the requester may be on, None for any."""
    return requester.possible_lists if _body_is_proven(requester) else None


def _body_is_proven(requester: Requester) -> bool:
    """Tell whether evidence speaks of the body that asks, and not only of the platform that carries its words."""
    by_domain = requester.assurance >= Assurance.DOMAIN_VERIFIED
    return by_domain and requester.assured in (AssuredParty.AGENCY, AssuredParty.PERSON)


def proven_domain(requester: Requester) -> str | None:
    """Return the registered domain of the body that sent a mail, None if none is proven, or only a platform's is."""
    is_platform = requester.assured is AssuredParty.PLATFORM
    return requester.proven_domain if requester.assurance >= Assurance.DOMAIN_VERIFIED and not is_platform else None


def system_is_proven(request: FootageRequest) -> bool:
    """Tell whether the asking system itself vouched for the message; its wording alone is a claim."""
    return _by_message(request.requester) is Assurance.PLATFORM_VOUCHED
