# SPDX-License-Identifier: GPL-3.0-or-later
# Real switches load what is exported, and callers walk it by keys: what they hear is what
# flow.json promises. Debian's Asterisks, an old and a new one, are unpacked into a cache folder;
# no part of the system is changed.
# usage: sh tests/peer/asterisk.sh BUILD; LECTERN_ASTERISK names the cache folder
set -u
. tests/tap.sh
lectern=$1/lectern
here=$(dirname "$0")/asterisk
cache=${LECTERN_ASTERISK:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/lectern/asterisk}
suites='bullseye sid' # 16 and 22

tap() { # NAME FILE: TAP without numbers
	while IFS= read -r line; do
		case $line in
		'ok - '*) result 0 "$1: ${line#ok - }" ;;
		'not ok - '*) result 1 "$1: ${line#not ok - }" ;;
		*) echo "$line" ;;
		esac
	done <"$2"
}

need python3 "calls through Asterisk"
[ "${MODE:-}" = asan ] && suites=${suites%% *} # which writes the same
mkdir -p "$cache"
for suite in $suites; do
	mkdir "$temp/$suite"
	[ -d "$cache/$suite" ] || sh "$here/get.sh" "$suite" "$cache/$suite" >"$temp/$suite.why" 2>&1 &
done
wait

# line "CALLS" OPTIONS OUTPUT: an export, and its calls through every switch
line() {
	calls=$1
	shift
	"$lectern" phone -q --format ulaw --emergency 911 --helpline tel:+1-800-662-4357 "$@" -o "$temp/${calls%%-*}"
	for suite in $suites; do
		[ -d "$cache/$suite" ] || continue
		for call in $calls; do
			python3 "$here/walk.py" "$cache/$suite" "$temp/${call%-*}" "${call#*-}" >"$temp/$suite/$call" 2>&1 ||
				echo "not ok - the call ended" >>"$temp/$suite/$call" &
		done
	done
	wait
}
# The sounds of the small line are heard; those of the others are silence, and quickly made.
small='small-wander small-keys' corpus='' thousand=''
if [ "${MODE:-}" != asan ]; then
	small='small-wander small-listen small-silence small-planted' corpus=corpus-keys thousand=thousand-keys
	python3 "$here/articles.py" "$temp/articles"
	line $thousand --voice clock "$temp/articles" &
	line $corpus --voice clock --speeds on corpus &
fi
line "$small" --speeds on tests/golden/page/article.md corpus/es
wait
for suite in $suites; do
	if [ -d "$cache/$suite" ]; then
		for call in $small $corpus $thousand; do
			tap "$suite, $call" "$temp/$suite/$call"
		done
	else
		skip "calls through the Asterisk of $suite" "$(tail -n 1 "$temp/$suite.why")"
	fi
done
plan
