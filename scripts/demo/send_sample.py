"""Send sample requests to the demo household's webhook, signed the way Standard Webhooks lays down."""

from base64 import b64decode, b64encode
from datetime import datetime
import hmac
import secrets
import sys
import time
import urllib.error
import urllib.request

from .develop import FOLDER, local_zone
from .household import Household
from .samples import Sample, all_samples


def main(arguments: list[str]) -> int:
    """List or send samples as asked; returns the exit code."""
    samples = {sample.name: sample for sample in all_samples()}
    asked = arguments[0] if len(arguments) == 1 else ""
    if asked == "list":
        _list(samples)
        return 0
    chosen = list(samples.values()) if asked == "all" else [samples[asked]] if asked in samples else []
    if not chosen:
        print("Say which sample to send, or list or all: scripts/send-sample NAME", file=sys.stderr)
        return 2
    household = Household.read(FOLDER)
    if household is None or not household.webhook:
        print("There is no demo household yet: start it with scripts/develop.", file=sys.stderr)
        return 1
    return max(_send(household, sample) for sample in chosen)


def _list(samples: dict[str, Sample]) -> None:
    """Print what there is."""
    width = max(len(name) for name in samples)
    for name, sample in samples.items():
        print(f"{name:<{width}}  {sample.title}")


def _send(household: Household, sample: Sample) -> int:
    """Send one sample, print how it was received, and return 0 if it was accepted."""
    body = sample.filled(datetime.now(local_zone()))
    headers = {"Content-Type": sample.media_type, **signed(household.secret, body, now=int(time.time()))}
    request = urllib.request.Request(household.webhook, body, headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            status = response.status
    except urllib.error.HTTPError as error:
        status = error.code
    except OSError as error:
        print(
            f"{sample.name}: the demo household does not answer ({error}); is scripts/develop running?", file=sys.stderr
        )
        return 1
    print(f"{sample.name}: {'received' if status == 202 else f'refused with status {status}'}")
    return 0 if status == 202 else 1


def signed(secret: str, body: bytes, *, now: int) -> dict[str, str]:
    """Return the headers that sign a body with a "whsec_" secret at a Unix time."""
    message_id = f"msg_{secrets.token_hex(12)}"
    key = b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{message_id}.{now}.".encode() + body, "sha256")
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(now),
        "webhook-signature": f"v1,{b64encode(digest).decode()}",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
