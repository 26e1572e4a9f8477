#!/bin/bash
# deb.sh FOLDER - Debian packages of what make built: drift, and drift-pg with
# the store for PostgreSQL, so that nobody else needs libpq
#
# The makefile runs it as it runs install.sh, with VERSION set, too.  Times in
# the packages are those of the commit (or SOURCE_DATE_EPOCH), owners are root
# whoever builds, so the same sources give the same bytes.  DEBFULLNAME and
# DEBEMAIL are who maintains them.
set -u
umask 022
build=${1:?}
arch=$(dpkg --print-architecture) || exit 2
commit=$(git describe --always --dirty 2>/dev/null)
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null ||
    stat -c %Y GNUmakefile)}"
export SOURCE_DATE_EPOCH LC_ALL=C
maintainer="${DEBFULLNAME:-the drift authors} <${DEBEMAIL:-$(
    git log -1 --format=%ae 2>/dev/null || echo root@localhost)}>"

description_drift='keep watch over tests: flakiness, drift, alerts
 Reads reports of any test tool, keeps what each test did, and says which one
 fails now and then, broke, or became slower, and since when: in CI, at night
 by cron or systemd, as a table, a page for the browser, or a message to Slack
 and others. The same for predictions of models.
 .
 A suite of filters on newline-delimited JSON, with SQLite as its memory. The
 package drift-pg adds PostgreSQL.'
description_drift_pg='keep watch over tests: store for PostgreSQL
 With it, drift keeps its records in a PostgreSQL database, where many write
 and read at once.'

# What stands in the packages about them.

copyright() {
	cat <<-END
	Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
	Upstream-Name: drift

	Files: *
	Copyright: $(sed -n 's/^Copyright (c) //p' LICENSE)
	License: Expat

	Files: jsmn.h
	Copyright: 2010-2019 Serge A. Zaitsev
	License: Expat
	Comment: a header of libjsmn-dev that is compiled into the programs

	Files: xxhash.h
	Copyright: 2012-2014 Yann Collet
	License: BSD-2-clause
	Comment: a header of libxxhash-dev that is compiled into the programs

	License: Expat
	END
	sed -n '/^Permission/,$p' LICENSE | sed 's/^$/./;s/^/ /'
	echo
	awk '/^License: BSD-2-clause/ { n++ } /^$/ { n += n == 2 } n == 2' \
	    /usr/share/doc/libxxhash-dev/copyright
}

changelog() {
	cat <<-END
	drift ($VERSION) unstable; urgency=medium

	  * Built of ${commit:-sources without a history}.

	 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
	END
}

prerm() {
	cat <<-'END'
	#!/bin/sh
	# A timer that was enabled is not left without its unit.
	set -e
	if [ "$1" = remove ] && command -v systemctl >/dev/null; then
		systemctl disable --now drift-nightly.timer >/dev/null 2>&1 || :
	fi
	END
}

# systemctl is who made the links; deb-systemd-helper does not know them.
overrides() {
	echo 'drift: maintainer-script-calls-systemctl'
}

# The libraries that its programs need, as the shlibs of this system say.
libraries() { # PACKAGE
	local work=$build/shlibs
	mkdir -p "$work/debian" && printf '%s: %s\n' Source drift \
	    Package "$1" Architecture any |
	    sed '/^Source/G' >"$work/debian/control" || return
	find "$PWD/$build/$1" -type f -perm -u+x -exec sh -c \
	    'head -c 4 "$1" | grep -q ELF' - {} \; -print |
	    (cd "$work" && xargs -d '\n' dpkg-shlibdeps -O) | sed 's/^shlibs:Depends=//'
}

control() { # PACKAGE MORE_DEPENDS
	local depends size
	depends=$(libraries "$1") && [ -n "$depends" ] || return
	size=$(find "$build/$1" -type f -printf '%s\n' |
	    awk '{ n += int(($1 + 1023) / 1024) } END { print n }')
	printf '%s: %s\n' Package "$1" Source drift Version "$VERSION" \
	    Architecture "$arch" Maintainer "$maintainer" \
	    Installed-Size "$size" Depends "$2$depends" |
	    if [ "$1" = drift ]; then sed '/^Source/d'; else cat; fi
	[ "$1" != drift ] || printf '%s: %s\n' Recommends ca-certificates \
	    Suggests 'drift-pg, default-mta | mail-transport-agent, cron'
	printf '%s: %s\n' Section devel Priority optional
	local -n text=description_${1//-/_}
	printf 'Description: %s\n' "$text"
}

# The tree below PREFIX, as Debian wants it.

compress_pages() {
	local man=$build/drift/usr/share/man link
	find "$man" -type f -exec gzip -9n {} +
	for link in $(find "$man" -type l); do
		ln -s "$(readlink "$link").gz" "$link.gz" && rm "$link"
	done
}

lay_out() {
	local drift=$build/drift/usr pg=$build/drift-pg/usr
	local doc=$drift/share/doc/drift
	DESTDIR=$build/drift PREFIX=/usr pipelines/install.sh install || return
	rm "$drift/share/drift/installed" "$doc/LICENSE" &&
	    strip --strip-unneeded -R .comment -R .note "$drift/bin/drift" \
	    $(printf "$drift/libexec/drift/%s\n" $PROGRAMS | grep -v /drift$) &&
	    compress_pages || return
	ln -s ../../drift "$doc/examples"
	copyright >"$doc/copyright"
	changelog | gzip -9n >"$doc/changelog.gz"
	install -d "$drift/share/lintian/overrides" &&
	    overrides >"$drift/share/lintian/overrides/drift" || return
	install -d "$pg/libexec/drift" "$pg/share/man/man1" "$pg/share/doc" &&
	    ln -s drift "$pg/share/doc/drift-pg" &&
	    mv "$drift/libexec/drift/store-pg" "$pg/libexec/drift" &&
	    mv "$drift/share/man/man1/drift-store-pg.1.gz" "$pg/share/man/man1"
}

pack() { # PACKAGE [MORE_DEPENDS]
	local root=$build/$1
	install -d "$root/DEBIAN" && (cd "$root" &&
	    find usr -type f | sort | xargs md5sum) >"$root/DEBIAN/md5sums" &&
	    control "$1" "${2-}" >"$build/control" &&
	    mv "$build/control" "$root/DEBIAN" &&
	    dpkg-deb --root-owner-group --build "$root" "$build" >/dev/null &&
	    echo "$build/$1_${VERSION}_$arch.deb"
}

rm -rf "$build" && mkdir -p "$build" && lay_out || exit 2
install -d "$build/drift/DEBIAN" && prerm >"$build/drift/DEBIAN/prerm" &&
    chmod 755 "$build/drift/DEBIAN/prerm" || exit 2
pack drift && pack drift-pg "drift (= $VERSION), " || exit 2
