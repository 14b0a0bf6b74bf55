# SPDX-License-Identifier: GPL-3.0-or-later
# One Asterisk of its own, from a folder of unpacked packages, that has loaded one line. Nothing
# outside a temporary folder is written, nothing beyond 127.0.0.1 is spoken to.
import glob
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time

MODULES = """res_timing_timerfd pbx_config app_controlplayback app_dial app_senddtmf func_channel func_cdr func_db
func_strings format_pcm codec_ulaw res_pjproject res_sorcery_config res_sorcery_memory
res_sorcery_astdb res_pjsip res_pjsip_pubsub res_pjsip_session res_pjsip_sdp_rtp res_rtp_asterisk
res_pjsip_authenticator_digest res_pjsip_endpoint_identifier_ip chan_pjsip"""


def free_port(kind):
    with socket.socket(socket.AF_INET, kind) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Pbx:
    def __init__(self, root, line, dialplan=None, sounds=None):
        """LINE as it was exported; DIALPLAN and SOUNDS in place of its own have a planted fault."""
        self.root, self.line, self.sounds = root, line, sounds or line + "/sounds"
        self.dir = tempfile.mkdtemp()
        self.manager, self.sip = free_port(socket.SOCK_STREAM), free_port(socket.SOCK_DGRAM)
        if dialplan is None:
            with open(line + "/extensions.conf", encoding="ascii") as file:
                dialplan = file.read()
        self.contexts = re.findall(r"^\[(lectern\S*)\]", dialplan, re.M)
        self.configure(dialplan)
        with open(self.dir + "/out", "w", encoding="utf-8") as out:
            self.process = subprocess.Popen(self.command("-f"), stdout=out, stderr=out,
                                            stdin=subprocess.DEVNULL)
        for _ in range(150):
            time.sleep(0.2)
            if "fully booted" in self.console("core waitfullybooted"):
                return
        raise RuntimeError("Asterisk does not start: " + "; ".join(self.log()[-3:]))

    def command(self, *arguments):
        root = self.root
        loader = sorted(glob.glob(root + "/**/ld-linux*.so.*", recursive=True))[0]
        folders = [d for top in ("/usr/lib", "/lib") for d in glob.glob(root + top + "/*-linux-*")]
        return [loader, "--library-path", ":".join(folders + [root + "/usr/lib"]),
                root + "/usr/sbin/asterisk", "-C", self.dir + "/asterisk.conf", *arguments]

    def configure(self, dialplan):
        modules = os.path.dirname(glob.glob(self.root + "/usr/lib/**/pbx_config.so", recursive=True)[0])
        os.symlink(self.sounds, self.dir + "/sounds")
        os.symlink(self.root + "/usr/share/asterisk/documentation", self.dir + "/documentation")
        places = "etc varlib db key data agi spool run log".split()
        os.symlink(self.root + "/etc/asterisk/indications.conf", self.dir + "/indications.conf")
        files = {
            "asterisk": "[directories]\nastmoddir => %s\n" % modules +
                        "".join("ast%sdir => %s\n" % (p, self.dir) for p in places) +
                        "[options]\nverbose=3\n",
            "modules": "[modules]\nautoload=no\n" + "".join("load=%s.so\n" % m for m in MODULES.split()),
            "logger": "[general]\n[logfiles]\nfull => notice,warning,error,verbose,dtmf\n",
            "manager": "[general]\nenabled=yes\nbindaddr=127.0.0.1\nport=%d\n" % self.manager +
                       "[caller]\nsecret=caller\nread=all\nwrite=all\n",
            "pjsip": "[udp]\ntype=transport\nprotocol=udp\nbind=127.0.0.1:%d\n" % self.sip +
                     "[caller]\ntype=endpoint\ncontext=lectern\ndisallow=all\nallow=ulaw\n" +
                     "direct_media=no\ndtmf_mode=rfc4733\n" +
                     "[caller]\ntype=identify\nendpoint=caller\nmatch=127.0.0.1\n",
            "extensions": dialplan,
        }
        files.update({name: "" for name in "acl ccss cdr cel features pjproject udptl".split()})
        for name, text in files.items():
            with open("%s/%s.conf" % (self.dir, name), "w", encoding="ascii") as file:
                file.write(text)

    def console(self, text):
        return subprocess.run(self.command("-rx", text), capture_output=True, text=True,
                              errors="replace", check=False).stdout

    def log(self):
        try:
            with open(self.dir + "/full", encoding="utf-8", errors="replace") as file:
                return file.read().splitlines()
        except FileNotFoundError:
            return []

    def complaints(self):
        return [l for l in self.log() if re.search(r"(WARNING|ERROR)\[", l)]

    def loaded(self):
        return re.findall(r"Context '(lectern[^']*)'", self.console("dialplan show"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.dir)
