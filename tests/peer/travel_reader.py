# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts and patches, read from lectern-bundle(5) alone.

usage: travel_reader.py join BUNDLE PART...   the parts, whole, give the bundle
       travel_reader.py patch OLD PATCH NEW   the records of OLD, patched, are those of NEW
"""
import hashlib
import struct
import sys
import zlib

from bundle_reader import Bytes, inflate, read_bundle, require


def product(a, b):
    result = 0
    while b:
        if b & 1:
            result ^= a
        a <<= 1
        if a & 256:
            a ^= 0b100011101
        b >>= 1
    return result


PRODUCTS = [[product(a, b) for b in range(256)] for a in range(256)]
INVERSE = [0] + [PRODUCTS[a].index(1) for a in range(1, 256)]


def value_at(x, shares):
    """The polynomial through the shares, at x."""
    result = bytearray(len(next(iter(shares.values()))))
    for i in shares:
        factor = 1
        for n in shares:
            if n != i:
                factor = PRODUCTS[factor][PRODUCTS[x ^ n][INVERSE[i ^ n]]]
        row = PRODUCTS[factor]
        for at, byte in enumerate(shares[i]):
            result[at] ^= row[byte]
    return bytes(result)


def read_part(path):
    data = open(path, "rb").read()
    require(zlib.crc32(data[:-4]) == struct.unpack("<I", data[-4:])[0], "checksum of a part")
    (magic, version, number, count, needed, size, digest, common, start, held) = struct.unpack(
        "<8sIIIIQ32sIQI", data[:80]
    )
    require(magic == bytes.fromhex("894C4354530D0A1A") and version == 1, "no part")
    share = -(-common // needed)
    require(len(data) == 80 + share + held + 4, "lengths of a part")
    return (count, needed, size, digest, common), number, data[80 : 80 + share], start, data[80 + share : -4]


def join(bundle, paths):
    expected = open(bundle, "rb").read()
    parts = [read_part(path) for path in paths]
    require(len({part[0] for part in parts}) == 1, "parts of several bundles")
    count, needed, size, digest, common = parts[0][0]
    require(size == len(expected) and digest == hashlib.sha256(expected).digest(), "another bundle")
    shares = {}
    for _, number, share, _, _ in parts[-needed:]:  # the last ones: not the pieces themselves
        shares[number % 255] = share
    require(len(shares) == needed, "too few shares")
    data = b"".join(value_at(i, shares) for i in range(needed))[:common]
    length = struct.unpack("<I", data[:4])[0]
    outside, kept = data[4 : 4 + length], Bytes(data[4 + length :])
    require(kept.take(kept.varint(255)) == b"about", "what record is kept")
    require(read_bundle(bundle)["about"] == kept.take(kept.varint(1 << 20)) and kept.end(), "about differs")
    whole, taken = bytearray(size), bytearray(size)
    for _, _, _, start, own in parts:
        whole[start : start + len(own)] = own
        taken[start : start + len(own)] = b"\1" * len(own)
    rest = Bytes(outside)
    for at in range(size):
        if not taken[at]:
            whole[at : at + 1] = rest.take(1)
    require(rest.end() and bytes(whole) == expected, "the parts do not give the bundle")
    print(len(parts), "parts,", needed, "needed")


def patch(old, path, new):
    data = open(path, "rb").read()
    magic, version, length, plain, crc, before, after, own = struct.unpack("<8sIIII32s32sI", data[:92])
    require(magic == bytes.fromhex("894C4354500D0A1A") and version == 1 and length == len(data), "no patch")
    require(own == zlib.crc32(data[:88]) and crc == zlib.crc32(data[92:]), "checksums")
    records = {name.encode(): bytes_ for name, bytes_ in read_bundle(old).items()}
    names = sorted(records)
    body = Bytes(inflate(data[92:], plain))
    body.take(body.varint(200))
    old_crc, new_crc = body.u32(), body.u32()
    changes = []
    at = 0
    for _ in range(body.varint(1 << 30)):
        head = body.varint(1 << 62)
        kind, name, edits = head & 3, None, []
        if kind != 2:
            at += head >> 2
        if kind >= 2:
            name = body.take(body.varint(255))
        if kind == 2:
            edits = body.varint(1 << 30)
        elif kind != 1:
            edits = [[body.varint(1 << 30) for _ in range(3)] for _ in range(body.varint(1 << 30))]
        changes.append((kind, at, name, edits))
        if kind != 2:
            at += 1
    result, old_seen, new_seen = dict(records), 0, 0
    for kind, at, name, edits in changes:
        if kind == 2:
            text = body.take(edits)
        else:
            rest = Bytes(result.pop(names[at]))
            if kind == 1:
                continue
            old_seen = zlib.crc32(rest.data, old_seen)
            text = b""
            for keep, drop, insert in edits:
                text += rest.take(keep)
                rest.take(drop)
                text += body.take(insert)
            text += rest.data[rest.at :]
            name = name or names[at]
        new_seen = zlib.crc32(text, new_seen)
        result[name] = text
    require(body.end() and (old_seen, new_seen) == (old_crc, new_crc), "text and checksums")
    wanted = {name.encode(): bytes_ for name, bytes_ in read_bundle(new).items()}
    require(result == wanted, "the records differ")
    for records, digest in ((records, before), (wanted, after)):
        lines = sorted(
            hashlib.sha256(name + b"\0" + text).hexdigest() + "\n"
            for name, text in records.items()
            if name != b"catalogue"
        )
        require(hashlib.sha256("".join(lines).encode()).digest() == digest, "the digest differs")
    print(len(changes), "changes")


if __name__ == "__main__":
    if sys.argv[1] == "join":
        join(sys.argv[2], sys.argv[3:])
    else:
        patch(*sys.argv[2:])
