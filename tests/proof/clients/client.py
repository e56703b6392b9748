"""A client without any package: right, or wrong in the way that its argument names."""
import json
import os
import sys
import urllib.error
import urllib.request

BASE, KEY, CONTACT = (os.environ["NEETOCRM_" + name] for name in ("BASE_URL", "API_KEY", "CONTACT_ID"))
TAGS = os.environ["NEETOCRM_TAG_IDS"].split(",")


def send(attributes, method="PATCH", body=None, media="application/json", headers=None, query=""):
    data = json.dumps({"contact": attributes}).encode() if body is None else body
    headers = {"X-Api-Key": KEY} if headers is None else headers
    request = urllib.request.Request(f"{BASE}/contacts/{CONTACT}{query}", data, {**headers, "Content-Type": media}, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)["contact"]
    except urllib.error.HTTPError as error:
        return error.code, None


def right():
    status, contact = send({"name": "Ada Quill", "tag_ids": TAGS[:2]})
    assert status == 200 and contact["name"] == "Ada Quill"
    assert len(contact["tags"]) == 2
    status, contact = send({"tag_ids": []})
    assert status == 200 and contact["tags"] == []


WAYS = {
    "right": right,
    "put": lambda: send({"name": "Ada"}, method="PUT"),
    "spelling": lambda: send({"phoneNumber": "+12025550143"}),
    "typo": lambda: send({"nmae": "Ada"}),
    "tags": lambda: send({"tags": TAGS}),
    "unwrapped": lambda: send(None, body=json.dumps({"name": "Ada"}).encode()),
    "null": lambda: send({"name": "Ada", "email": None}),
    "number": lambda: send({"phone_number": 12025550143}),
    "form": lambda: send(None, body=b"name=Ada&email=ada%40example.com", media="application/x-www-form-urlencoded"),
    "media": lambda: send({"name": "Ada"}, media="text/plain"),
    "bearer": lambda: send({"name": "Ada"}, headers={"Authorization": f"Bearer {KEY}"}),
    "query": lambda: send({"name": "Ada"}, headers={}, query=f"?api_key={KEY}"),
    "twice": lambda: send(None, body=b'{"contact":{"name":"Ada","name":"Eve"}}'),
    "latin": lambda: send(None, body='{"contact":{"name":"Zo\u00eb"}}'.encode("latin-1")),
    "no-key": lambda: send({"name": "Ada"}, headers={}),
}

WAYS[sys.argv[1]]()
