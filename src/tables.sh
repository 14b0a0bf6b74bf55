# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the C tables that follow from file names: who adds a file adds nothing else.
# usage: sh src/tables.sh, from the top of the source

# names STRUCT PREFIX FILE...: the NAMEs that the files define as "const struct STRUCT PREFIX_NAME"
names() {
	struct=$1 prefix=$2
	shift 2
	sed -n "s/^const struct $struct ${prefix}_\([a-z0-9_]*\) = .*/\1/p" "$@" 2>/dev/null | LC_ALL=C sort
}

# table HEADER STRUCT ARRAY PREFIX FILE...
table() {
	header=$1 struct=$2 array=$3 prefix=$4
	shift 4
	list=$(names "$struct" "$prefix" "$@")
	echo "#include \"$header\""
	for n in $list; do echo "extern const struct $struct ${prefix}_$n;"; done
	echo "const struct $struct *const $array[] = {"
	for n in $list; do echo "	&${prefix}_$n,"; done
	echo "	0,"
	echo "};"
}

echo '/* made by src/tables.sh */'
table cli/cli.h command commands command src/cli/*.c
table source/source.h source_format source_formats source_format src/source/format/*.c
table audio/codec.h codec codecs codec src/audio/codec/*.c
table render/render.h renderer renderers render src/render/*/*.c
if [ -f src/render/phone/target.h ]; then
	table render/phone/target.h target targets target src/render/phone/target/*.c
fi
