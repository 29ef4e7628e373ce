"""Check a log bundle of vigtool. This page and Python 3.8 or later are all it takes; it opens no connection.

VKEY is the vault's public key in one word: take it from paper or from somebody you trust, not from beside the bundle.
CHECKPOINT is a file with any older checkpoint that you kept. Without one, whoever holds the vault's key could have
written the whole log anew before handing it to you; with one, nothing that was in it by then can have been changed.
A bundle holds the envelopes of all entries (when, what, by whom, about what: all by pseudonyms), the words of those
about one person (each after 16 random bytes) and a signed checkpoint (c2sp.org/tlog-checkpoint, c2sp.org/signed-note).
"""

import argparse
import json
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from hashlib import sha256, sha512
from pathlib import Path

FREE = {"act.refused", "film.frozen", "film.thawed", "child-view.heard", "erasure.begun"}  # acts that need no consent
ENDS, NOTES = {"case.rekeyed", "erasure.begun"}, {"marks.changed", "masks.changed"}  # end of all words; for nobody
LEAVING, OWN = {"still", "clip", "package", "copy"}, {"film.kept-longer": "keep-longer"}  # ask bystanders; a purpose
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519, RFC 8032: the field, the base's order
D = -121665 * pow(121666, -1, P) % P


def point(data):
    """Read a point (x, y) of the curve from its 32 bytes: RFC 8032, section 5.1.3."""
    y, odd = int.from_bytes(data, "little") % 2**255, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if len(data) != 32 or y >= P or (x * x - square) % P or (odd and not x):
        raise ValueError(data)
    return (x if x % 2 == odd else P - x), y


def plus(a, b):
    """Add two points."""
    t = D * a[0] * b[0] * a[1] * b[1]
    return (a[0] * b[1] + a[1] * b[0]) * pow(1 + t, -1, P) % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - t, -1, P) % P


def times(number, a):
    """Add a point to itself that often, by doubling."""
    return plus(times(number // 2, plus(a, a)), a if number % 2 else (0, 1)) if number else (0, 1)


def is_signed(key, message, signature):
    """Verify a signature: RFC 8032, section 5.1.7."""
    number = int.from_bytes(signature[32:], "little")
    digest = int.from_bytes(sha512(signature[:32] + key + message).digest(), "little") % L
    right = plus(point(signature[:32]), times(digest, point(key)))
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    return len(signature) == 64 and number < L and times(number, base) == right


def lines_of(note, vkey):
    """Return the lines of a signed note's text, none when the key did not sign it: c2sp.org/signed-note."""
    name, named_id, encoded = vkey.split("+", 2)
    typed = b64decode(encoded, validate=True)
    key_id = sha256(name.encode() + b"\n" + typed).digest()[:4]
    text, lines = note[: note.rindex("\n\n") + 1], note[note.rindex("\n\n") + 2 : -1].split("\n")
    blobs = [b64decode(line.split(" ")[2], validate=True) for line in lines if line.split(" ")[:2] == ["\u2014", name]]
    own = [is_signed(typed[1:], text.encode(), blob[4:]) for blob in blobs if blob[:4] == key_id]
    return text.split("\n")[:-1] if own and all(own) and (key_id.hex(), typed[:1]) == (named_id, b"\x01") else []


def checkpoint_of(leaves, name):
    """Return the lines of a checkpoint: the log's name, how many entries, their tree hash (RFC 6962, section 2.1)."""
    row = [sha256(b"\x00" + leaf.encode()).digest() for leaf in leaves]
    while len(row) > 1:  # neighbours are joined row by row, an odd last one goes up alone
        row = [sha256(b"\x01" + a + b).digest() for a, b in zip(row[::2], row[1::2])] + row[len(row) // 2 * 2 :]
    return [name, str(len(leaves)), b64encode(row[0] if row else sha256().digest()).decode()]


def broken_seals(bundle, bodies, vkey, since):
    """Yield what was done to the log after it was written, as (what, entry)."""
    leaves, name = bundle["leaves"], vkey.split("+")[0]
    signed, older = lines_of(bundle["checkpoint"], vkey), lines_of(since.read_text("utf-8"), vkey) if since else None
    if signed[:3] != checkpoint_of(leaves, name) or len(bundle["bodies"]) != len({*range(len(leaves))} & {*bodies}):
        yield ("entries were edited, dropped, added or moved" if signed else "not signed by this key"), None
    if since and (not older or older[:3] != checkpoint_of(leaves[: int(older[1])], name)):
        yield "does not continue the older checkpoint", None
    for seq, entry in enumerate(map(json.loads, leaves)):
        if entry["seq"] != seq or (seq in bodies and sha256(bodies[seq]).digest() != b64decode(entry["body_hash"])):
            yield "stands in another place, or its words are others", seq


def agreed(answers, card, cited, now):
    """Tell whether a person agreed: each voice's last answer counts, one no is a no; the card names the guardians."""
    voices, guardians, me = {}, set(card.get("guardians", [])), answers[0]["person"]
    for one in answers:
        voice = one.get("by_person") if guardians or one.get("by_person") != me else None
        voices = {**(voices if voice else {}), voice: one}
    yes = {voice for voice, one in voices.items() if one["seq"] in cited and one["begin"] <= now and not one["over"]}
    enough = yes - guardians - {me} or (yes - {me} and (card.get("deciding") != "all" or yes >= guardians))
    return enough and all(one["answer"] == "given" for one in voices.values())


def broken_rules(bundle, bodies):
    """Yield words that were left out, and acts on films of the person without a consent in force, as (what, entry)."""
    entries, words = [json.loads(leaf) for leaf in bundle["leaves"]], {n: json.loads(b[16:]) for n, b in bodies.items()}
    me, card, films, answers, old = bundle["person"], {}, set(), [], {"marks.changed"}
    cases = {one["case"] for one in entries if (one["act"], one["object"]) == ("person.added", me)}
    gone = max([-1, *(n for n, e in enumerate(entries) if e["act"] in ENDS and cases & {e["case"], e["object"]})])
    mine = {n for n, e in enumerate(entries) if [e["act"], e["object"]] == ["consent.recorded", me]}
    yield from [] if cases else [("the log does not know this person", None)]
    for seq, entry in enumerate(entries):
        act, film, body = entry["act"], entry["object"], words.get(seq, {})
        now = datetime.fromisoformat(entry["time"].replace("Z", "+00:00"))
        cited = {n for n, leaf in entry["consents"] if 0 <= n < seq and entries[n]["body_hash"] == leaf}
        old = old - {act} if cited else old  # edits from before the format let them name consents
        if (film in films | {me} or cited & mine) and not body and seq > gone and act not in FREE | NOTES:
            yield "words about this person are left out", seq
        for one in [one for part in [body, *body.get("changes", [])] for one in part.values() if isinstance(one, dict)]:
            card = one if one.get("id") == me else card
            films = films | {one["id"]} if me in one.get("people", []) else films - {one.get("id")}
        answers = [{**one, "over": one["over"] or now > one["end"]} for one in answers]  # even if a clock is set back
        if act == "consent.recorded" and film == me and body:
            one, day = body["consent"], "T00:00" + body["consent"]["recorded_at"].replace("Z", "+00:00")[-6:]
            begin = datetime.fromisoformat(max(one.get("since") or "", "0001-01-02") + day) - timedelta(hours=1)
            end = datetime.fromisoformat(min(one.get("until") or "x", "9999-12-29") + day) + timedelta(hours=25)
            answers.append({**one, "seq": seq, "begin": begin, "end": end, "over": False})  # an hour more: summer time
        elif (film in films or body.get("recording") == film) and act not in FREE | old:
            seen = (body.get("in_picture") is None or me in body["in_picture"]) and me not in body.get("masked", [])
            asked = {"guidance", body.get("purpose", OWN.get(act, "guidance")) if seen else "guidance"}
            for purpose in asked if card.get("role") != "bystander" or (seen and act.split(".")[0] in LEAVING) else ():
                own = [one for one in answers if one["purpose"] == purpose]
                if not (agreed(own, card, cited, now) if own else cited & mine - {*words} & {*range(gone)}):
                    yield f"stands on no consent in force: {ascii(purpose)[1:-1]}", seq


def check(path, vkey, since=None):
    """Return what does not hold in a bundle's file, as (what, entry or None)."""
    try:
        bundle = json.loads(path.read_text("utf-8"))
        bodies = {one["seq"]: b64decode(one["body"]) for one in bundle["bodies"]}
        return [*broken_seals(bundle, bodies, vkey, since), *broken_rules(bundle, bodies)]
    except (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError):
        return [("changed beyond reading, or no log bundle, no key, no checkpoint", None)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", metavar="BUNDLE.json", type=Path)
    parser.add_argument("--key", required=True, metavar="VKEY")
    parser.add_argument("--since", metavar="CHECKPOINT", type=Path)
    given = parser.parse_args()
    found = check(given.bundle, given.key, given.since)
    print("\n".join(what if seq is None else f"entry {seq}: {what}" for what, seq in found) or "It holds.")
    raise SystemExit(5 if found else 0)
