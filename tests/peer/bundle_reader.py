# SPDX-License-Identifier: GPL-3.0-or-later
"""A second reader of bundles, written from lectern-bundle(5) alone.

usage: bundle_reader.py list BUNDLE
       bundle_reader.py compare BUNDLE FOLDER   (FOLDER holds N.name and N.bytes)
"""
import os
import struct
import sys
import zlib

MAGIC = bytes.fromhex("894C43544E0D0A1A")
BASES = {1: 0xD4CAFE55, 2: 0xCEF673FE}
BYTE, WORD, CAPITAL, CAPITALS, JOIN, PHRASE = 0, 1, 2, 3, 4, 6


class Fault(Exception):
    pass


def require(condition, what):
    if not condition:
        raise Fault(what)


class Bytes:
    """Bytes that are used up from the front."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        require(self.at + count <= len(self.data), "bytes are missing")
        self.at += count
        return self.data[self.at - count : self.at]

    def byte(self):
        return self.take(1)[0]

    def u32(self):
        return struct.unpack("<I", self.take(4))[0]

    def varint(self, most):
        value = 0
        for shift in range(0, 70, 7):
            byte = self.byte()
            value |= (byte & 127) << shift
            if byte < 128:
                require(value <= most, "a number is out of bounds")
                return value
        raise Fault("a varint is too long")

    def end(self):
        return self.at == len(self.data)


def inflate(packed, length):
    stream = zlib.decompressobj(-15)
    try:
        plain = stream.decompress(packed, length + 1)
    except zlib.error as error:
        raise Fault(str(error))
    require(stream.eof and len(plain) == length, "a stream is not as long as is said")
    require(stream.unused_data == b"", "a stream ends early")
    return plain


def base_dictionary(number):
    path = os.path.join(os.path.dirname(__file__), "../../src/bundle/base-%d" % number)
    with open(path, "rb") as file:
        data = file.read()
    require(zlib.crc32(data) == BASES[number], "the base dictionary is another one")
    return data


class Dictionary:
    """Its own entries, and behind them those of the dictionary it builds on."""

    def __init__(self, data, may_build=True):
        data = Bytes(data)
        number = data.varint(max(BASES) if may_build else 0)
        self.base = Dictionary(base_dictionary(number), False) if number else None
        self.singles = data.varint(256)
        count = data.varint(65536)
        self.most = count + (len(self.base.kinds) if self.base else 0)
        require(self.most <= self.singles + (256 - self.singles) * 256, "too many entries")
        self.capital = dict(self.base.capital) if self.base else {}
        for c in range(ord("a"), ord("z") + 1):
            self.capital[chr(c)] = chr(c - 32)
        small = 0
        for _ in range(data.varint(4096)):
            step = data.varint(0x10FFFF)
            require(step > 0, "capitals are out of order")
            small += step
            self.capital[chr(small)] = chr(data.varint(0x10FFFF))
        self.kinds = list(data.take(count))
        self.bodies = [None] * count
        self.read_words(data)
        for i, kind in enumerate(self.kinds):
            if kind == BYTE:
                self.bodies[i] = data.take(1)
        for i, kind in enumerate(self.kinds):
            if kind >= PHRASE:
                require(PHRASE + 1 <= kind <= PHRASE + 64, "a phrase is too long or short")
                self.bodies[i] = [self.code(data) for _ in range(kind - PHRASE)]
        require(data.end(), "there is more in a dictionary")
        if self.base:
            self.kinds += self.base.kinds
            for kind, body in zip(self.base.kinds, self.base.bodies):
                self.bodies.append([i + count for i in body] if kind >= PHRASE else body)

    def read_words(self, data):
        before, same = b"", data.byte()
        for i, kind in enumerate(self.kinds):
            require(kind <= JOIN or kind >= PHRASE, "an entry has an unknown kind")
            if kind != WORD:
                continue
            require(same <= len(before) and same < 32, "a word begins as none before it")
            word = bytearray(before[:same])
            while (byte := data.byte()) >= 32:
                word.append(byte)
            before, same = bytes(word), byte
            require(1 <= len(before) <= 255, "a word is too long or short")
            self.bodies[i] = before.decode("utf-8")
        require(same == 0, "the words do not end")

    def code(self, data):
        number = data.byte()
        if number >= self.singles:
            number = self.singles + (number - self.singles) * 256 + data.byte()
        require(number < self.most, "a code has no entry")
        return number

    def entries(self, code, depth=0):
        """The entries without phrases that a code stands for."""
        require(depth <= 32, "phrases are too deep")
        if self.kinds[code] < PHRASE:
            yield code
            return
        for inner in self.bodies[code]:
            yield from self.entries(inner, depth + 1)

    def decode(self, codes, length):
        text = bytearray()
        after_word, case = False, None
        while len(text) < length:
            for entry in self.entries(self.code(codes)):
                kind = self.kinds[entry]
                if kind in (CAPITAL, CAPITALS):
                    case = kind
                    continue
                if kind == WORD:
                    word = self.bodies[entry]
                    if case == CAPITAL:
                        word = self.capital.get(word[0], word[0]) + word[1:]
                    elif case == CAPITALS:
                        word = "".join(self.capital.get(c, c) for c in word)
                    text += (b" " if after_word else b"") + word.encode("utf-8")
                elif kind == BYTE:
                    text += self.bodies[entry]
                after_word, case = kind == WORD, None
        require(len(text) == length, "a text is longer than is said")
        return bytes(text)


def read_index(data):
    """The parts as (kind, offset, packed, unpacked, checksum, lengths of texts)."""
    require(len(data) >= 32, "it is too short")
    require(data[:8] == MAGIC, "it is no bundle")
    version = struct.unpack("<I", data[8:12])[0]
    require(version == 1, "it has version %d" % version)
    packed, plain, checksum, ends = struct.unpack("<4I", data[-20:-4])
    require(data[-4:] == b"LCTN", "it does not end as a bundle")
    require(zlib.crc32(data[:12] + data[-20:-8]) == ends, "its ends have another checksum")
    start = len(data) - 20 - packed
    require(start >= 12 and plain <= 33554432, "its index is not in it")
    stream = data[start : len(data) - 20]
    index = inflate(stream, plain)
    require(zlib.crc32(index, zlib.crc32(stream)) == checksum, "its index has another checksum")
    index = Bytes(index)
    parts, offset = [], 12
    for _ in range(index.varint(plain)):
        kind = index.varint(2147483647)
        length = index.varint(2147483647)
        unpacked = index.varint(134217728)
        checksum = index.u32()
        parts.append([kind, offset, length, unpacked, checksum, index.varint(1048577)])
        offset += length
    require(offset == start, "parts and index do not meet")
    for part in parts:
        part[5] = [index.varint(67108864) for _ in range(part[5])]
        require(len(part[5]) <= 1 or sum(part[5]) <= 1048576, "a cluster is too large")
    require(index.end(), "there is more in the index")
    return parts


def read_bundle(path):
    """All records, by name."""
    with open(path, "rb") as file:
        data = file.read()
    dictionary, names, records = None, None, []
    for kind, offset, packed, unpacked, checksum, lengths in read_index(data):
        stream = data[offset : offset + packed]
        plain = inflate(stream, unpacked)
        texts = []
        if kind in (5, 9):
            require(dictionary is not None, "a coded part has no dictionary")
            codes = Bytes(plain)
            texts = [dictionary.decode(codes, length) for length in lengths]
            require(codes.end(), "codes are left over")
            plain = b"".join(texts)
        elif kind in (3, 7):
            require(sum(lengths) == len(plain), "texts do not fill their part")
            rest = Bytes(plain)
            texts = [rest.take(length) for length in lengths]
        else:
            require(kind == 1 or kind % 2 == 0, "a part must be known and is not")
            require(lengths == [], "a part that is no cluster has texts")
        require(zlib.crc32(plain, zlib.crc32(stream)) == checksum, "a part has another checksum")
        if kind == 1:
            dictionary = Dictionary(plain)
        elif kind in (3, 5):
            require(names is None and len(texts) == 1, "there are several lists of names")
            names = texts[0]
        elif kind in (7, 9):
            records += texts
    require(names is not None and (names == b"" or names[-1:] == b"\n"), "there are no names")
    names = [name.decode("utf-8") for name in names.split(b"\n")[:-1]]
    require(len(names) == len(records), "names and records differ in number")
    require(len(set(names)) == len(names), "two records have one name")
    return dict(zip(names, records))


def compare(records, folder):
    expected = {}
    for file in os.listdir(folder):
        if file.endswith(".name"):
            with open(os.path.join(folder, file), "rb") as name:
                with open(os.path.join(folder, file[:-4] + "bytes"), "rb") as text:
                    expected[name.read().decode("utf-8")] = text.read()
    require(records.keys() == expected.keys(), "other names than were written")
    for name, text in expected.items():
        require(records[name] == text, "%s differs" % name)


def main():
    try:
        records = read_bundle(sys.argv[2])
        if sys.argv[1] == "compare":
            compare(records, sys.argv[3])
        else:
            for name, text in records.items():
                print(len(text), zlib.crc32(text), name)
    except Fault as fault:
        sys.exit("%s: %s" % (sys.argv[2], fault))


if __name__ == "__main__":
    main()
