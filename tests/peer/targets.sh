# SPDX-License-Identifier: GPL-3.0-or-later
# The same call for every switch, on a line of two languages with hostile titles.
# usage: sh tests/peer/targets.sh BUILD. LECTERN_VXML_XSD names the W3C's vxml.xsd, to check with.
set -u
. tests/tap.sh
lectern=$1/lectern
here=$(dirname "$0")

mkdir "$temp/articles"
for n in 1 2 3 4 5 6; do
	cat >"$temp/articles/$n.md" <<PAGE
---
title: Article $n <x> & "]]> \${SHELL} <!-- ' %{y}
id: number-$n
language: en
topic: Topic $((n % 2)) <a href="x">
helplines:
  - Help & more <b>: 1-800-662-4357
---

First words of $n.

## <!-- ]]> \$\${vars}

Call 1-888-509-8965 now.

## Two

Take 5 mg, not more.
PAGE
done
printf -- '---\ntitle: Le sevrage\nid: s\nlanguage: fr\n---\n\nLe sevrage commence.\n' >"$temp/articles/s.md"

"$lectern" phone -q --voice clock --speeds on --max-options 3 --target freeswitch,voicexml,asterisk \
	"$temp/articles" -o "$temp/line" 2>"$temp/said"
ok "a line for three switches"
! grep -rqE 'SHELL|Article|\$\$\{vars' "$temp/line/freeswitch" "$temp/line/extensions.conf" &&
	! find "$temp/line" | LC_ALL=C grep -q '[^A-Za-z0-9._/-]'
ok "no title reaches a dialplan or a file name"
if have xmllint; then
	xmllint --noout "$temp"/line/freeswitch/*/*.xml "$temp"/line/voicexml/*.vxml
	ok "all of it is well-formed"
else
	missing "all of it is well-formed" xmllint
fi
if [ -f "${LECTERN_VXML_XSD:-}" ] && have xmllint; then
	xmllint --nonet --noout --schema "$LECTERN_VXML_XSD" "$temp"/line/voicexml/*.vxml 2>"$temp/said"
	ok "VoiceXML is valid to the schema"
	grep -m 5 error "$temp/said" | sed 's/^/# /'
else
	skip "VoiceXML is valid to the schema" "LECTERN_VXML_XSD names no schema"
fi
"$lectern" phone -q --voice clock --target json "$temp/articles" -o "$temp/data" 2>"$temp/said" &&
	[ "$(ls "$temp/data" | tr '\n' ' ')" = 'flow.json flow.txt prompts.csv prompts.txt review.html sounds ' ]
ok "json writes the call and its prompts alone"
take() { # lines of TAP
	while read -r line; do
		case $line in
		'ok '*) result 0 "$1${line#* - }" ;;
		'not ok'*) result 1 "$1${line#* - }" ;;
		*) echo "$line" ;;
		esac
	done <"$temp/tap"
}
if have python3; then
	python3 "$here/targets.py" "$temp/line" >"$temp/tap" 2>"$temp/said" || echo "not ok - $(tail -n 1 "$temp/said")" >>"$temp/tap"
	take ''
	printf 'again: 7\nup: #\non: *\nmore: 6\nslower: 9\nfaster: 7\n' >"$temp/keys"
	for options in '--max-options 3 --speeds on' '--menu linear --feedback off' "--max-options 2 --keys $temp/keys --chunk 15"; do
		"$lectern" phone -q --voice clock --format ulaw $options "$temp/articles" -o "$temp/plan" 2>"$temp/said"
		python3 "$here/dialplan.py" "$temp/plan" >"$temp/tap" 2>"$temp/said" || echo "not ok - $(tail -n 1 "$temp/said")" >>"$temp/tap"
		take "Asterisk: "
	done
	# the judge is not blind
	sed -i 's/digits="2" param="transfer /&x/' "$temp/line/freeswitch/ivr_menus/lectern.xml"
	python3 "$here/targets.py" "$temp/line" 2>&1 | grep -q -e '^not ok' -e Error
	ok "a planted wrong jump is found"
else
	missing "every switch has the nodes of flow.json" python3
fi
# an article has seven parts, each with a telephone number
plan_of() { # COUNT: bytes of its dialplan
	mkdir "$temp/$1"
	for n in $(seq "$1"); do
		{
			printf -- '---\ntitle: Article %s\nid: many-%s\nlanguage: en\ntopic: T%s\n---\n\nFirst words.\n' "$n" "$n" $((n % 5))
			for heading in Signs Effects Overdose Treatment Families Help; do
				printf '\n## %s\n\n%s in article %s: call 1-888-509-8%03d.\n' "$heading" "$heading" "$n" "$n"
			done
		} >"$temp/$1/$n.md"
	done
	"$lectern" phone -q --voice clock --format ulaw --target asterisk "$temp/$1" -o "$temp/plan-$1" 2>"$temp/said"
	wc -c <"$temp/plan-$1/extensions.conf"
}
few=$(plan_of 10)
many=$(plan_of 40)
[ $((many - few)) -gt 0 ] && [ $(((many - few) / 30)) -le 400 ]
ok "an article takes at most 400 bytes of Asterisk's dialplan"
echo "# $(((many - few) / 30))"
plan
