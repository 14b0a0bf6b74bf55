# SPDX-License-Identifier: GPL-3.0-or-later
# Unpacks the Asterisk of a Debian suite, with all its libraries, into a folder of its own.
# usage: sh get.sh SUITE FOLDER; says why it cannot
set -u
suite=$1 folder=$2
say() {
	rm -rf "$folder.new"
	echo "$1"
	exit 1
}
command -v apt-get >/dev/null || say "there is no apt-get"
site=$(apt-get indextargets --format '$(SITE) $(CODENAME)' 2>/dev/null | awk '$2 == "bookworm" { print $1; exit }')
[ -n "$site" ] || say "no Debian mirror is set up"
rm -rf "$folder.new"
mkdir -p "$folder.new/lists/partial" "$folder.new/archives/partial" "$folder.new/root"
# Private lists and an empty status file: apt resolves every library as if nothing were there.
echo "deb $site $suite main" >"$folder.new/sources.list"
: >"$folder.new/status"
set -- -qq -o Dir::Etc::SourceList="$folder.new/sources.list" -o Dir::Etc::SourceParts=/dev/null \
	-o Dir::State::Lists="$folder.new/lists" -o Dir::State::status="$folder.new/status" \
	-o Dir::Cache="$folder.new" -o Debug::NoLocking=1 -o APT::Install-Recommends=0 \
	-o Acquire::Languages=none -o APT::Sandbox::User="$(id -un)"
timeout 60 apt-get "$@" update >/dev/null 2>&1 || say "the mirror has no $suite"
timeout 120 apt-get "$@" -y --download-only install asterisk >/dev/null 2>&1 || say "the packages of $suite cannot be had"
for package in "$folder.new"/archives/*.deb; do
	dpkg-deb --fsys-tarfile "$package" | tar -x -C "$folder.new/root" || say "$package cannot be unpacked"
done
rm -rf "$folder"
mv "$folder.new/root" "$folder" && rm -rf "$folder.new"
