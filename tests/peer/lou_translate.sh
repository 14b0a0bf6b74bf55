# SPDX-License-Identifier: GPL-3.0-or-later
# Braille read back by lou_translate: every line of corpus/ in English comes back with its words.
# And other languages as it writes them: nothing made for English touches them.
# usage: sh tests/peer/lou_translate.sh BUILD
. tests/tap.sh
lectern=$1/lectern

need lou_translate 'lou_translate reads the corpus back'
words() { # of text, one line for each line
	sed "s/[‘’]/'/g" | tr -cs "A-Za-z0-9'\n" ' ' | sed 's/^ //; s/ $//'
}
differing() { # FILE: its lines that do not come back with their words
	"$lectern" braille --translate -q <"$1" >"$temp/cells" || return
	lou_translate --backward unicode.dis,en-ueb-g2.ctb <"$temp/cells" 2>/dev/null | words >"$temp/back"
	words <"$1" >"$temp/words"
	[ "$(wc -l <"$temp/back")" -eq "$(wc -l <"$1")" ] || echo 'a line is lost'
	paste -d '\t' "$temp/words" "$temp/back" "$1" | awk -F '\t' '$1 != $2 { print $3 }'
}

find corpus -name '*.md' ! -path 'corpus/??/*' | LC_ALL=C sort >"$temp/list"
# shellcheck disable=SC2046
"$lectern" text -q --refs none --links none $(cat "$temp/list") | grep . | LC_ALL=C sort -u >"$temp/text"
lines=$(wc -l <"$temp/text")
[ "$lines" -gt 500 ]
ok "the corpus has lines enough: $lines"
differing "$temp/text" >"$temp/rest"
[ $(($(wc -l <"$temp/rest") * 100)) -le "$lines" ]
ok "at most one line in a hundred comes back with other words: $(wc -l <"$temp/rest")"

# What lou_translate reads wrongly though it is written by the rules: without it the line is right
class() { # NAME, a sed command that takes it away
	before=$(wc -l <"$temp/rest")
	sed "$2" "$temp/rest" >"$temp/without"
	differing "$temp/without" >"$temp/rest"
	echo "# $1: $((before - $(wc -l <"$temp/rest")))"
}
class 'a semicolon, read as part of the word before it' 's/;/,/g'
class "letters behind capitals and an apostrophe, read as capitals" "s/\([A-Z]\)['’]s/\1/g"
class '"enough", read as "en"' 's/\<enough\>/plenty/g'
[ ! -s "$temp/rest" ]
ok 'all the others do, but for what it reads wrongly'
sed 's/^/# /' "$temp/rest"

same() { # TABLE: the lines of standard input come out alike, blanks at their ends apart
	cat >"$temp/lines"
	"$lectern" braille --translate -q --table "$1" <"$temp/lines" >"$temp/ours"
	lou_translate --forward unicode.dis,"$1" <"$temp/lines" 2>/dev/null | sed 's/\(⠀\)*$//' >"$temp/theirs"
	[ -s "$temp/ours" ] && cmp -s "$temp/ours" "$temp/theirs"
	ok "$1 writes these lines as lou_translate does"
}
same fr-bfu-comp6.utb <<-'END'
	Prenez deux comprimés à 8 heures, jamais plus de 12 par jour !
	NE PAS AVALER. Où êtes-vous ? C'est l'hôpital (rue de l'Œuvre).
	p-p-p-pardon, A. B. C. NON
END
same fr-bfu-g2.ctb <<-'END'
	Il ne faut NON plus avaler cela, dit le médecin à l'enfant.
END
same es.tbl <<-'END'
	¿Dónde está la niña? ¡Llame al 112 ya! NO TOME MÁS.
	La cigüeña comió 25 % de la ración; s-p-e-l-l KCl.
END
same de-g2.ctb <<-'END'
	Nehmen Sie um acht Uhr zwei Tabletten, NICHT mehr als zwölf am Tag.
	Die Ärztin sagte: Straße, Größe und Übelkeit sind schön.
END
same pt-pt-g1.utb <<-'END'
	A criança não tomou os dois comprimidos às oito; ligue 112.
END
same ru-litbrl.ctb <<-'END'
	Примите две таблетки в восемь часов, НЕ больше.
END
same hi.tbl <<-'END'
	दो गोली आठ बजे लें, और नहीं।
END
plan
