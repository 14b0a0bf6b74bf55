# SPDX-License-Identifier: GPL-3.0-or-later
# Parts and patches are what lectern-bundle(5) says, by a reader written from it alone; and what
# the commands make of parts that are lost. usage: sh tests/peer/travel.sh BUILD
lectern=$1/lectern
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
number=0
result() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}
reads() {
	name=$1
	shift
	if ! command -v python3 >/dev/null 2>&1; then
		result 0 "$name # SKIP python3 is not installed"
	else
		said=$(python3 -B tests/peer/travel_reader.py "$@" 2>&1)
		result $? "$name: $(echo "$said" | tail -n 1)"
	fi
}

# two editions: sentences put in and taken out, an article new, one gone, one of another name
cp -R corpus "$here/new"
for file in "$here"/new/emergency/*.md; do
	sed -i '$ s/$/ This was checked again this year./; s/Call/Call now/' "$file"
done
printf '# Something new\n\nIt is not in the old edition.\n' >"$here/new/new.md"
set -- "$here"/new/family/*.md
rm "$1"
mv "$2" "$here/new/renamed.md"
sed -i 's/^id:.*/id: renamed/' "$here/new/renamed.md"
"$lectern" pack -q corpus --title 'The old edition' -o "$here/old" 2>/dev/null
"$lectern" pack -q "$here/new" --title 'The new edition' -o "$here/edition" 2>/dev/null
"$lectern" diff -q "$here/old" "$here/edition" -o "$here/patch"
result $? 'a patch'
reads 'the other reader applies it' patch "$here/old" "$here/patch" "$here/edition"
"$lectern" patch -q "$here/old" "$here/patch" -o "$here/patched" && cmp -s "$here/patched" "$here/edition"
result $? 'a patched bundle is to the byte what packing gives'
for effort in fast best; do
	"$lectern" pack -q --$effort corpus --title 'The old edition' -o "$here/$effort-old" 2>/dev/null
	"$lectern" pack -q --$effort "$here/new" --title 'The new edition' -o "$here/$effort-new" 2>/dev/null
	"$lectern" patch -q "$here/$effort-old" "$here/patch" -o "$here/$effort-patched" &&
		cmp -s "$here/$effort-patched" "$here/$effort-new" &&
		"$lectern" info "$here/$effort-patched" | grep -q "^Effort: $effort$"
	result $? "and so is one packed with --$effort, which info says"
done
"$lectern" patch -q --fast "$here/old" "$here/patch" -o "$here/fast" && "$lectern" verify -q "$here/fast"
result $? 'with --fast it is sound'
[ "$("$lectern" info "$here/fast" | grep Content)" = "$("$lectern" info "$here/edition" | grep Content)" ]
result $? 'and has the same content'
said=$("$lectern" patch "$here/edition" "$here/patch" -o "$here/no" 2>&1)
case $?/$said in 3/*'this change already'*) [ ! -e "$here/no" ] ;; *) false ;; esac
result $? 'a bundle that is patched already is told so'
"$lectern" pack -q corpus/living --title Other -o "$here/other" 2>/dev/null
said=$("$lectern" patch "$here/other" "$here/patch" -o "$here/no" 2>&1)
case $?/$said in 3/*'"The old edition"'*) [ ! -e "$here/no" ] ;; *) false ;; esac
result $? 'another bundle is refused, and the right one named'

# a transfer that is cut, and goes on
head -c 300 "$here/patch" >"$here/cut"
size=$(($(wc -c <"$here/patch")))
said=$("$lectern" patch "$here/old" "$here/cut" -o "$here/no" 2>&1)
case $?/$said in 3/*"300 bytes and needs $size"*) [ ! -e "$here/no" ] ;; *) false ;; esac
result $? 'a cut patch says how much is there and how much it needs'
tail -c +301 "$here/patch" >>"$here/cut"
"$lectern" patch -q "$here/old" "$here/cut" -o "$here/resumed" && cmp -s "$here/resumed" "$here/edition"
result $? 'and works when the rest came'

# parts, of which some are lost
for bytes in 2K 8K 64K; do
	"$lectern" split -q "$here/old" --size "$bytes" -o "$here/parts"
	reads "parts of $bytes" join "$here/old" "$here"/parts/part-*
	"$lectern" join -q $(ls -r "$here"/parts/part-*) -o "$here/joined" && cmp -s "$here/joined" "$here/old"
	result $? "parts of $bytes in another order give the bundle to the byte"
done
"$lectern" split -q "$here/old" --size 4K -o "$here/parts"
all=$("$lectern" list "$here/old" | wc -l)
wrong=0
for part in "$here"/parts/part-*; do
	mv "$part" "$here/away"
	"$lectern" join -q "$here"/parts/part-* --json -o "$here/rest" >"$here/said" 2>/dev/null || wrong=1
	lost=$(sed 's/.*"lost":\[//; s/\].*//' "$here/said" | tr ',' '\n' | grep -c .)
	"$lectern" verify -q "$here/rest" || wrong=2
	[ $(($("$lectern" list "$here/rest" | wc -l) + lost)) -eq "$all" ] || wrong=3
	"$lectern" info "$here/rest" | grep -q 'The old edition' || wrong=4
	rm -f "$here/rest"
	"$lectern" join -q --strict "$here"/parts/part-* -o "$here/rest" 2>/dev/null
	[ $? -eq 1 ] && [ ! -e "$here/rest" ] || wrong=5
	mv "$here/away" "$part"
done
[ "$wrong" -eq 0 ]
result $? "each part once lost: a sound bundle of the others, and nothing with --strict ($wrong)"
echo "1..$number"
