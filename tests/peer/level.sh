# SPDX-License-Identifier: GPL-3.0-or-later
# How loud prompts are, and which tones are in them, by measures of another make.
# usage: sh tests/peer/level.sh BUILD
set -u
. tests/tap.sh
lectern=$1/lectern
here=$(dirname "$0")

if have python3; then
	for level in -22 -26; do
		more=corpus/es/emergency
		[ "$level" = -22 ] || more=
		"$lectern" phone -q --format ulaw --level "$level" tests/golden/page/article.md $more -o "$temp/$level"
		python3 "$here/level.py" "$temp/$level" "$level" >"$temp/tap" 2>&1
		grep '^#' "$temp/tap"
		for name in "has its active speech level" "no peak over" "fills whole packets"; do
			grep -q "^ok.*$name" "$temp/tap"
			ok "at $level dBov, every prompt: $name"
		done
	done
	python3 "$here/level.py" "$temp/-26" -26.6 >"$temp/tap"
	grep -q '^not ok.*level' "$temp/tap"
	ok "a level that is off by 0.6 dB is found"
else
	missing "levels" python3
fi

# The line's band is 300 to 3400 Hz: what sox's Fourier transform finds outside it, in dB of all.
if have sox && [ -d "$temp/-22" ]; then
	outside() { # FILE
		sox -t ul -r 8000 -c 1 "$1" -n stat -freq 2>&1 | awk 'NF == 2 && $1 + 0 == $1 {
			all += $2 * $2; low += ($1 < 200) * $2 * $2; high += ($1 > 3600) * $2 * $2 }
			END { exit !(all > 0 && low < all / 1e3 && high < all / 1e4) }'
	}
	wrong=$(find "$temp/-22/sounds" -name '*.ulaw' | sort | while read -r file; do outside "$file" || echo "# $file"; done)
	[ -z "$wrong" ]
	ok "what is under 200 Hz is 30 dB down, what is over 3600 Hz 40"
	[ -z "$wrong" ] || echo "$wrong" | head -n 5
	sox -R -n -t ul -r 8000 -c 1 "$temp/hum.ulaw" synth 1 sine 1000 sine 60 remix 1,2
	! outside "$temp/hum.ulaw"
	ok "a hum in a prompt is found"
else
	missing "what is outside the line's band is 40 dB down" sox
fi
plan
