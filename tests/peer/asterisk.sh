# SPDX-License-Identifier: GPL-3.0-or-later
# A real Asterisk loads an export and a caller walks it by keys: what is played is what flow.json
# promises. Without an installed one, Debian's packages are unpacked into a cache folder; no part
# of the system is changed. usage: sh tests/peer/asterisk.sh BUILD
set -u
lectern=$1/lectern
here=$(dirname "$0")
cache=${LECTERN_ASTERISK:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/lectern/asterisk}
temp=$(mktemp -d)
pid=
finish() {
	[ -n "$pid" ] && kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
	rm -rf "$temp"
}
trap finish EXIT

skip() {
	echo "ok 1 - a call through Asterisk # SKIP $1"
	echo "1..1"
	exit 0
}

# Private lists and an empty status file: apt resolves every library as if nothing were there.
fetch() {
	rm -rf "$cache.new"
	mkdir -p "$cache.new/lists/partial" "$cache.new/archives/partial" "$cache.new/root"
	site=$(apt-get indextargets --format '$(SITE) $(CODENAME)' 2>/dev/null | awk '$2 == "bookworm" { print $1; exit }')
	[ -n "$site" ] || return 1
	: >"$cache.new/status"
	for suite in bullseye sid; do
		echo "deb $site $suite main" >"$cache.new/sources.list"
		set -- -qq -o Dir::Etc::SourceList="$cache.new/sources.list" -o Dir::Etc::SourceParts=/dev/null \
			-o Dir::State::Lists="$cache.new/lists" -o Dir::State::status="$cache.new/status" \
			-o Dir::Cache="$cache.new" -o Debug::NoLocking=1 -o APT::Install-Recommends=0 \
			-o Acquire::Languages=none -o APT::Sandbox::User="$(id -un)"
		timeout 60 apt-get "$@" update >/dev/null 2>&1 &&
			timeout 60 apt-get "$@" -y --download-only install asterisk >/dev/null 2>&1 && break
	done
	for package in "$cache.new"/archives/*.deb; do
		[ -f "$package" ] || return 1
		dpkg-deb --fsys-tarfile "$package" | tar -x -C "$cache.new/root" || return 1
	done
	rm -rf "$cache.new/archives" "$cache.new/lists" "$cache"
	mv "$cache.new" "$cache"
}

command -v python3 >/dev/null || skip "python3 is not installed"
if [ ! -d "$cache/root" ]; then
	command -v apt-get >/dev/null || skip "there is no Asterisk and no apt-get"
	(fetch) || { rm -rf "$cache.new"; skip "Asterisk's packages cannot be had"; }
fi
root=$cache/root
loader=$(find "$root" -name 'ld-linux*.so.*' | head -n 1)
libraries=$(find "$root/usr/lib" "$root/lib" -maxdepth 1 -type d -name '*-linux-*' 2>/dev/null | tr '\n' ':')$root/usr/lib
modules=$(dirname "$(find "$root/usr/lib" -name pbx_config.so | head -n 1)")
[ -n "$loader" ] && [ -f "$root/usr/sbin/asterisk" ] || skip "the cached Asterisk is not whole: remove $cache"

"$lectern" phone -q --voice clock --speeds on --format ulaw --emergency 911 tests/golden/page/article.md -o "$temp/line" 2>"$temp/said" || {
	echo "not ok 1 - the export"
	cat "$temp/said"
	exit 1
}

mkdir "$temp/etc" "$temp/run"
ln -s "$temp/line/sounds" "$temp/sounds"
ln -s "$root/usr/share/asterisk/documentation" "$temp/documentation"
cat >"$temp/etc/asterisk.conf" <<CONF
[directories]
astetcdir => $temp/etc
astmoddir => $modules
astvarlibdir => $temp
astdbdir => $temp/run
astkeydir => $temp
astdatadir => $temp
astagidir => $temp
astspooldir => $temp
astrundir => $temp/run
astlogdir => $temp/run
[options]
verbose=3
CONF
{
	printf '[modules]\nautoload=no\n'
	for module in pbx_config app_controlplayback app_dial app_senddtmf func_channel func_cdr func_db \
		func_strings format_pcm codec_ulaw res_clioriginate res_timing_timerfd; do
		echo "load=$module.so"
	done
} >"$temp/etc/modules.conf"
printf '[general]\n[logfiles]\nfull => notice,warning,error,verbose\n' >"$temp/etc/logger.conf"
python3 "$here/asterisk.py" caller "$temp/line" >"$temp/etc/extensions.conf"

"$loader" --library-path "$libraries" "$root/usr/sbin/asterisk" -C "$temp/etc/asterisk.conf" -f >"$temp/out" 2>&1 &
pid=$!
console() {
	"$loader" --library-path "$libraries" "$root/usr/sbin/asterisk" -C "$temp/etc/asterisk.conf" -rx "$1"
}
for wait in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	sleep 0.5
	console 'core waitfullybooted' >/dev/null 2>&1 && break
done
console 'channel originate Local/caller@lectern-test/n extension s@lectern' >/dev/null 2>&1
for wait in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
	sleep 1
	grep -q 'lectern-test, caller.* exited' "$temp/run/full" && break
done
cp "$temp/run/full" "$temp/walk"
python3 "$here/asterisk.py" judge "$temp/line" "$temp/walk"

# What the judge relies on: Asterisk says what is missing, and a swallowed dialplan shows.
number=4
report() { # STATUS NAME
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}
loaded() { console 'dialplan show' | grep -c "Context 'lectern"; }
written=$(grep -c '^\[lectern' "$temp/etc/extensions.conf")
[ "$(loaded)" = "$written" ]
report $? "every context is loaded"
faults() { grep -c 'WARNING.*file.c.*does not exist' "$temp/run/full"; }
before=$(faults)
find "$temp/line/sounds/en/lectern" -name 'p*.ulaw' -exec rm {} +
console 'channel originate Local/silent@lectern-test/n extension s@lectern' >/dev/null 2>&1
for wait in 1 2 3 4 5 6; do
	sleep 0.5
	[ "$(faults)" -gt "$before" ] && break
done
[ "$before" = 0 ] && [ "$(faults)" -gt 0 ]
report $? "planted missing sounds are found"
sed '2i;-- a title' "$temp/etc/extensions.conf" >"$temp/planted" && cp "$temp/planted" "$temp/etc/extensions.conf"
console 'dialplan reload' >/dev/null 2>&1
sleep 0.5
[ "$(loaded)" -lt "$written" ]
report $? "a planted comment that swallows the dialplan is found"
echo "1..$number"
