# SPDX-License-Identifier: GPL-3.0-or-later
# The engine speaks in a process of its own: when that dies, the utterance is tried once more, and
# when it dies again, that utterance alone is lost, and said. usage: sh tests/fault/engine.sh BUILD
set -u
. tests/tap.sh
lectern=$PWD/$1/lectern shim=$PWD/$1/tests/fault/shim.so

[ "${MODE-}" = asan ] && skip_rest 'an engine that dies' 'the shim and the sanitizer both replace calls'

printf '# One\n\nThe first text. Call 988 now. Take it with food.\n\nThis is the end.\n' >"$temp/one.md"
speak() { # FAULT NAME
	FAULT=$1 LD_PRELOAD=$shim "$lectern" speech -q -j 1 --timing json "$temp/one.md" -o "$temp/$2" 2>"$temp/said"
}
heard() { # words whose time is more than nothing
	sed 's/{"id":/\n&/g' "$temp/$1"/*.json |
		sed -n 's/.*"start":\([0-9.]*\),"end":\([0-9.]*\),.*"text":"\([^"]*\)".*/\1 \2 \3/p' |
		awk '$2 > $1 { sub(/^[^ ]* [^ ]* /, ""); print }'
}

speak none whole
ok 'nothing dies'
# after two forks, one is for each utterance; behind one that died, a new foreman and it again
for n in 3 4 6; do
	speak "fork:$n:1" again && diff -r "$temp/whole" "$temp/again" >/dev/null
	ok "fork $n dies: it is tried again, and the sound is the same to the byte"
done
speak fork:5:3 lost
[ $? -eq 4 ] && grep -q 'not in the sound: "the first text."' "$temp/said"
ok 'it dies twice: the words that are lost are said, with status 4'
[ "$(grep -c 'lost-utterance' "$temp/said")" -eq 1 ]
ok 'one utterance is lost'
heard whole | grep -v '^The first text' >"$temp/rest"
heard lost | cmp -s - "$temp/rest" && [ "$(wc -l <"$temp/rest")" -eq 4 ]
ok 'all others are in the sound, in their order'
FAULT=fork:5:3 LD_PRELOAD=$shim "$lectern" speech -q -j 1 --per sentence "$temp/one.md" -o "$temp/files" 2>"$temp/said"
[ $? -eq 4 ] && [ "$(grep -c 'lost-utterance' "$temp/said")" -eq 1 ] &&
	[ "$(ls "$temp/files" | tr '\n' ' ')" = '01-one.wav 03-call-988-now.wav 04-take-it-with-food.wav 05-this-is-the-end.wav ' ]
ok 'a file of its own is missing, and no other'
plan
