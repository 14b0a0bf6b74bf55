# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing for building, showing and testing lectern; silent when all is there.
# usage: sh src/setup.sh "LIBRARY:PACKAGE ..." "PROGRAM:PACKAGE ..." "PACKAGE ..."
set -eu
missing=
need() { case " $missing " in *" $1 "*) ;; *) missing="${missing:+$missing }$1" ;; esac; }

for pair in $1; do
	pkg-config --exists "${pair%%:*}" 2>/dev/null || need "${pair##*:}"
done
for pair in $2; do
	command -v "${pair%%:*}" >/dev/null 2>&1 || need "${pair##*:}"
done
if command -v dpkg-query >/dev/null 2>&1; then
	for package in $3; do
		case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
		*' installed') ;;
		*) need "$package" ;;
		esac
	done
fi

if [ -z "$missing" ]; then
	echo 'setup: everything is here'
	exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
	echo "setup: this is not Debian or Ubuntu; install what these Debian packages hold: $missing" >&2
	exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null 2>&1; then
		echo "setup: become root and run: apt-get install $missing" >&2
		exit 1
	fi
	as_root=sudo
fi
echo "setup: installing $missing"
log=$(mktemp)
if ! { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive \
	apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
	tail -n 20 "$log" >&2
	rm -f "$log"
	echo "setup: apt-get could not install: $missing" >&2
	exit 1
fi
rm -f "$log"
echo 'setup: done'
