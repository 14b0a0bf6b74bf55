# SPDX-License-Identifier: GPL-3.0-or-later
# A caller by SIP, who hears the line byte for byte as RTP brings it (PCMU, 20 ms a packet) and
# presses keys as RFC 4733 events.
import os
import random
import re
import select
import socket
import struct
import time

FRAME, EVENT = 160, 101


class Call:
    def __init__(self, pbx):
        self.sounds, self.pbx = pbx.line + "/sounds", pbx
        self.rtp, self.signal = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in "12")
        for s in (self.rtp, self.signal):
            s.bind(("127.0.0.1", 0))
        self.rtp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.sequence, self.stamp, self.last = 1, 160, None
        self.bytes = 0
        # where in which sound the next packet may continue what is heard
        self.now = []
        self.call = "%08x" % random.getrandbits(32)
        self.to = "<sip:s@127.0.0.1>"
        here = self.rtp.getsockname()[1]
        self.ask("INVITE", 1, "\r\n".join([
            "v=0", "o=caller 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0",
            "m=audio %d RTP/AVP 0 %d" % (here, EVENT), "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:%d telephone-event/8000" % EVENT, "a=fmtp:%d 0-16" % EVENT, "a=ptime:20", ""]))
        answer = self.answer()
        self.to = re.search(r"^To: (.*?)\r$", answer, re.M).group(1)
        self.far = ("127.0.0.1", int(re.search(r"m=audio (\d+)", answer).group(1)))
        self.ask("ACK", 1)

    # --- SIP

    def ask(self, method, number, body=""):
        host, port = self.signal.getsockname()
        lines = ["%s sip:s@127.0.0.1:%d SIP/2.0" % (method, self.pbx.sip),
                 "Via: SIP/2.0/UDP %s:%d;branch=z9hG4bK%s%s%d" % (host, port, self.call, method, number),
                 "From: <sip:caller@127.0.0.1>;tag=" + self.call, "To: " + self.to,
                 "Call-ID: " + self.call, "CSeq: %d %s" % (number, method), "Max-Forwards: 70",
                 "Contact: <sip:caller@%s:%d>" % (host, port), "Content-Type: application/sdp",
                 "Content-Length: %d" % len(body), "", body]
        self.signal.sendto("\r\n".join(lines).encode(), ("127.0.0.1", self.pbx.sip))

    def answer(self):
        """The final answer to what was asked."""
        self.signal.settimeout(5)
        while True:
            text = self.signal.recv(65536).decode()
            status = re.match(r"SIP/2.0 (\d+)", text)
            if status and status.group(1) >= "200":
                if status.group(1) != "200":
                    raise RuntimeError(text.splitlines()[0])
                return text

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ask("BYE", 2)
        self.answer()
        self.rtp.close()
        self.signal.close()

    # --- RTP

    def press(self, key):
        digit = "0123456789*#".index(key)
        for n in range(1, 8):  # the last three say that it ended
            event = struct.pack("!BBH", digit, (0x80 if n > 4 else 0) | 10, FRAME * min(n, 5))
            head = struct.pack("!BBHII", 0x80, EVENT | (0x80 if n == 1 else 0), self.sequence & 0xffff,
                               self.stamp, 1)
            self.rtp.sendto(head + event, self.far)
            self.sequence += 1
            time.sleep(0.02 if n < 5 else 0.002)
        self.stamp += FRAME * 10

    def payload(self, seconds):
        """The next packet's samples; none when nothing comes for so long."""
        end = time.monotonic() + seconds
        while select.select([self.rtp], [], [], max(0, end - time.monotonic()))[0]:
            packet = self.rtp.recv(2048)
            kind, sequence = packet[1] & 0x7f, struct.unpack("!H", packet[2:4])[0]
            if kind != 0:
                continue
            if self.last is not None and sequence != (self.last + 1) & 0xffff:
                raise RuntimeError("packets are lost")
            self.last = sequence
            return packet[12 + 4 * (packet[0] & 15):]
        return None

    def place(self):
        """Where in what is heard now the next packet will be, in milliseconds."""
        return min(at for _, at in self.now) // 8

    def hush(self):
        """Hears what was heard before until nothing comes."""
        while (samples := self.payload(0.6)) is not None:
            self.now = [(text, at + FRAME) for text, at in self.now if text[at:at + FRAME] == samples]
        if not self.now:
            raise RuntimeError("other bytes before it fell silent")

    def sound(self, folder, prompt):
        for where in (folder, folder.split("_")[0], *sorted(os.listdir(self.sounds))):
            path = "%s/%s/lectern/%s.ulaw" % (self.sounds, where, prompt)
            if os.path.exists(path):
                with open(path, "rb") as file:
                    return file.read()
        raise RuntimeError("there is no sound " + prompt)

    def expect(self, first, then, seconds=0, packets=25, begin=0):
        """Hears FIRST whole, then so many PACKETS of THEN (None: all), from the millisecond BEGIN or,
        if it is not the first, up to a second behind it. What was heard before may go on until then;
        nothing at all for SECONDS."""
        wanted = [self.sound(*said) for said in first + then]
        whole = b"".join(wanted)
        begins = range(begin * 8, begin * 8 + (8000 if begin else 1), 8)
        enough = len(whole)
        if packets is not None:
            enough = min(enough, begins[-1] + sum(map(len, wanted[:len(first)])) + packets * FRAME)
        old, new, patience = set(self.now), set(begins), seconds + 8
        while True:
            samples = self.payload(patience)
            if samples is None:
                return "heard nothing of %s in %d s" % ((first + then)[0][1], patience)
            self.bytes += len(samples)
            old = {(text, at + FRAME) for text, at in old if text[at:at + FRAME] == samples}
            new = {at + FRAME for at in new if whole[at:at + FRAME] == samples}
            # What is new may begin with any packet while the old lasts; and Asterisk plays one
            # packet of the beginning before it goes to an offset.
            if old or begin and samples == whole[:FRAME]:
                new.update(begins)
            if not old and not new:
                return "other bytes than those of " + ", ".join(p for _, p in first + then)
            patience = 2 if new and not old else 8
            if not old and min(new) >= enough:
                self.now = [(whole, at) for at in new if at < len(whole)]
                return None
