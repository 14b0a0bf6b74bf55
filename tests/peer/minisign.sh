# SPDX-License-Identifier: GPL-3.0-or-later
# minisign verifies what is signed here, and its keys and signatures are good here.
# usage: sh tests/peer/minisign.sh BUILD
. tests/tap.sh
lectern=$1/lectern

need minisign 'minisign'
# the program refuses with status 3 and says why: $1 a word of the message, $2 the name
refuses() {
	why=$1 name=$2
	shift 2
	said=$("$@" 2>&1)
	status=$?
	case $status/$said in 3/*"$why"*) result 0 "$name" ;; *) result 1 "$name: $status $said" ;; esac
}
change() { # a byte of $1, $2 from the front
	old=$(od -An -tu1 -j "$2" -N 1 "$1")
	printf "\\$(printf %o $(((old + 1) % 256)))" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

"$lectern" pack corpus/emergency -o "$temp/a" -q 2>/dev/null
(cd "$temp" && "$OLDPWD/$lectern" sign --new-key ours) 2>/dev/null || "$lectern" sign --new-key "$temp/ours"
[ "$(stat -c %a "$temp/ours.key")" = 600 ]
ok 'a secret key is for its owner alone'
printf 'correct horse\n' >"$temp/word"
printf 'wrong horse\n' >"$temp/wrong"
printf 'correct horse\ncorrect horse\n' | minisign -G -p "$temp/kept.pub" -s "$temp/kept.key" >/dev/null 2>&1
minisign -G -W -p "$temp/theirs.pub" -s "$temp/theirs.key" >/dev/null 2>&1

"$lectern" sign --key "$temp/ours.key" --comment 'edition of May' "$temp/a" -q
said=$(minisign -Vm "$temp/a" -p "$temp/ours.pub" 2>&1)
ok "minisign verifies ours${said:+}"
case $said in *'edition of May'*) result 0 'and shows the comment' ;; *) result 1 "no comment: $said" ;; esac
"$lectern" sign --key "$temp/theirs.key" "$temp/a" -q && minisign -QVHm "$temp/a" -p "$temp/theirs.pub" >/dev/null
ok 'minisign verifies what its own key signed here'
"$lectern" sign --key "$temp/kept.key" --password "$temp/word" "$temp/a" -q &&
	minisign -VQm "$temp/a" -p "$temp/kept.pub" >/dev/null
ok 'a key kept by a password signs'
refuses 'password is wrong' 'a wrong password' "$lectern" sign --key "$temp/kept.key" --password "$temp/wrong" "$temp/a"
refuses '--password' 'no password' "$lectern" sign --key "$temp/kept.key" "$temp/a"
"$lectern" sign --new-key "$temp/hidden" --password "$temp/word" -q &&
	minisign -S -s "$temp/hidden.key" -m "$temp/a" <"$temp/word" >/dev/null 2>&1 &&
	"$lectern" verify --key "$temp/hidden.pub" "$temp/a" -q
ok 'minisign opens a key kept by a password here'
minisign -S -s "$temp/ours.key" -m "$temp/a" >/dev/null 2>&1 && "$lectern" verify --key "$temp/ours.pub" "$temp/a" -q
ok 'minisign signs with a key made here, and it is good'
minisign -S -s "$temp/theirs.key" -m "$temp/a" >/dev/null 2>&1 && "$lectern" verify --key "$temp/theirs.pub" "$temp/a" -q
ok 'its signature is good'
"$lectern" verify --key "$(sed 1d "$temp/theirs.pub")" "$temp/a" -q
ok 'with the key itself too'
refuses 'another key' 'another key' "$lectern" verify --key "$temp/ours.pub" "$temp/a"
"$lectern" sign --key "$temp/ours.key" "$temp/a" -q
cp "$temp/a.minisig" "$temp/good"

# a changed bundle is refused by both
"$lectern" pack corpus/family -o "$temp/a" -q 2>/dev/null
refuses 'not the one that was signed' 'another bundle' "$lectern" verify --key "$temp/ours.pub" "$temp/a"
! minisign -QVm "$temp/a" -p "$temp/ours.pub" >/dev/null 2>&1
ok 'minisign refuses it too'
"$lectern" pack corpus/emergency -o "$temp/a" -q 2>/dev/null

# every changed character of a signature is refused, but in its untrusted comment
taken=0
first=$(head -n 1 "$temp/good" | wc -c)
size=$(wc -c <"$temp/good")
at=$first
while [ "$at" -lt "$size" ]; do
	cp "$temp/good" "$temp/a.minisig"
	change "$temp/a.minisig" "$at"
	"$lectern" verify --key "$temp/ours.pub" "$temp/a" -q 2>/dev/null && taken="$taken $at"
	at=$((at + 7))
done
[ "$taken" = 0 ]
ok "changed signatures are refused (taken at: $taken)"
head -c 200 "$temp/good" >"$temp/a.minisig"
refuses 'damaged' 'a cut signature' "$lectern" verify --key "$temp/ours.pub" "$temp/a"
rm "$temp/a.minisig"
refuses 'cannot read' 'no signature' "$lectern" verify --key "$temp/ours.pub" "$temp/a"
cp "$temp/ours.key" "$temp/bad.key"
change "$temp/bad.key" 140
refuses 'bad-key' 'a damaged key' "$lectern" sign --key "$temp/bad.key" "$temp/a"
"$lectern" sign --new-key "$temp/ours" 2>/dev/null
[ $? -eq 4 ] && minisign -VQm "$temp/a" -x "$temp/good" -p "$temp/ours.pub" >/dev/null
ok 'a key that is there is never replaced'
plan
