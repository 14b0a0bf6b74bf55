# SPDX-License-Identifier: GPL-3.0-or-later
# A caller on a Local channel, whose keys and ears are the manager interface: what Asterisk
# begins to say is known from its events.
import re
import socket
import time


class Call:
    def __init__(self, pbx):
        self.socket = socket.create_connection(("127.0.0.1", pbx.manager))
        self.rest = b""
        self.heard, self.taken = [], 0
        self.channel = None
        self.send(Action="Login", Username="caller", Secret="caller")
        self.send(Action="Originate", Channel="Local/s@lectern/n", Application="Wait", Data="600",
                  Async="true")

    def send(self, **fields):
        self.socket.sendall("".join("%s: %s\r\n" % f for f in fields.items()).encode() + b"\r\n")

    def events(self, seconds):
        self.socket.settimeout(max(0.01, seconds))
        try:
            self.rest += self.socket.recv(65536)
        except socket.timeout:
            return
        *events, self.rest = self.rest.split(b"\r\n\r\n")
        for event in events:
            fields = dict(re.findall(r"^(\w+): (.*?)\r?$", event.decode(errors="replace"), re.M))
            if fields.get("Event") == "Newexten":
                self.channel = fields["Channel"]
                if fields["Application"] in ("BackGround", "Playback", "ControlPlayback"):
                    sounds = fields["AppData"].split(",")[0].split("&")
                    self.heard += [sound.split("/")[-1] for sound in sounds]

    def press(self, key):
        self.send(Action="PlayDTMF", Channel=self.channel, Digit=key, Receive="true")

    def expect(self, first, then, seconds=0):
        """Hears FIRST and the beginning of THEN, of which nothing is heard before SECONDS."""
        want = [prompt for _, prompt in first + then]
        end = time.monotonic() + seconds + 10 + 40 * len(first)
        while time.monotonic() < end:
            heard = self.heard[self.taken:]
            if heard != want[:len(heard)]:
                break
            if heard == want or len(heard) > len(first) and not self.pending():
                self.taken = len(self.heard)
                return None
            self.events(0.25)
        return "heard %s, not %s" % (self.heard[self.taken:], want)

    def pending(self):
        before = len(self.heard)
        self.events(0.25)
        return len(self.heard) > before

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
