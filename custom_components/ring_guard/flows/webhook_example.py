"""The lines that a person copies to send a signed message to a webhook source. It sends nothing itself."""

EXAMPLE = """\
import base64, hmac, json, time, urllib.request, uuid

url = "{url}"
secret = "{secret}"

body = json.dumps({{"subject": "Test", "message": "Please share footage of today, 10:00 to 10:05."}})
id, now = "msg_" + uuid.uuid4().hex, str(int(time.time()))
key = base64.b64decode(secret.removeprefix("whsec_"))
signed = hmac.digest(key, f"{{id}}.{{now}}.{{body}}".encode(), "sha256")
headers = {{
    "Content-Type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": now,
    "webhook-signature": "v1," + base64.b64encode(signed).decode(),
}}
request = urllib.request.Request(url, body.encode(), headers)
print(urllib.request.urlopen(request).status)
"""
"""Standard Webhooks, symmetric: HMAC-SHA256 over id, time and body, as its specification words it."""


def example(url: str, secret: str) -> str:
    """Return a complete Python script for one webhook, which needs nothing but Python itself."""
    return EXAMPLE.format(url=url, secret=secret)
