"""How well requests are read and their senders told apart: `python -m benchmarks.identification`.

Both halves of the labelled corpus go through the real line: mails really signed and their signatures checked, then read,
identified and decided under the preset "Ask me". For each level, finding, system and demand the table tells how often it is right where it speaks (precision) and how much of
what is there it finds (recall). Apart from these stand the two numbers that matter most, both of which have to be 0:
federal requesters that are treated as certainly not federal, and honest local ones treated as certainly federal.
Ends with status 1 if one of them is not. `--wrong` lists what is wrong in the development half; the frozen half is only
measured.
"""

from collections import Counter
from collections.abc import Callable, Iterable
import sys
from time import process_time

from benchmarks._measure import load_without_home_assistant

load_without_home_assistant()

# What follows needs the package without Home Assistant.
from tests.corpus.loading import HALVES, Labelled, corpus
from tests.corpus.scoring import HONEST_LOCAL, Score, Tally, identified, measure


def _table(scores: Iterable[tuple[str, Score]]) -> None:
    """Print the tallies of both halves beside each other."""
    pairs = list(scores)
    print(f"{'':36}" + "".join(f"{half:>30}" for half, _ in pairs))
    print(f"{'':36}" + f"{'there':>10}{'precision':>10}{'recall':>10}" * len(pairs))
    for kind in ("level", "agency", "finding", "demand", "system", "window", "reference"):
        values = sorted({value for _, score in pairs for value in score.tallies.get(kind, {})})
        for value in values:
            print(f"{kind:10} {value:25}" + "".join(_cells(score.tally(kind, value)) for _, score in pairs))
        if len(values) > 1:
            print(f"{kind:10} {'ALL':25}" + "".join(_cells(score.total(kind)) for _, score in pairs))


def _cells(tally: Tally) -> str:
    """Return one tally's cells."""
    return f"{tally.right + tally.missed:>10}{_percent(tally.precision):>10}{_percent(tally.recall):>10}"


def _percent(share: float | None) -> str:
    """Return a share in percent."""
    return "-" if share is None else f"{share:.1%}"


def _time_per_message(half: str, work: Callable[[Labelled], object], rounds: int = 5) -> float:
    """Return the shortest mean time of a message in milliseconds."""
    messages = corpus(half)
    times = []
    for _ in range(rounds):
        start = process_time()
        for message in messages:
            work(message)
        times.append((process_time() - start) * 1_000 / len(messages))
    return min(times)


def main() -> int:
    """Measure both halves; return 1 if one of the two numbers is not 0."""
    scores = [(half, measure(half)) for half in HALVES]
    _table(scores)
    for half, score in scores:
        truths = Counter(message.truth for message in corpus(half))
        print(f"\n{half}: {score.messages} messages, {_time_per_message(half, identified):.2f} ms each")
        print(f"  federal, treated as certainly not federal (goal 0): {len(score.not_federal)} of {truths['federal']}")
        honest = sum(truths[level] for level in HONEST_LOCAL)
        print(f"  honest and local, treated as certainly federal (goal 0): {len(score.federal)} of {honest}")
    if "--wrong" in sys.argv:
        development = dict(scores)["development"]
        print("\n".join(["", *development.wrong, *development.not_federal, *development.federal]))
    return int(any(score.not_federal or score.federal for _, score in scores))


if __name__ == "__main__":
    sys.exit(main())
