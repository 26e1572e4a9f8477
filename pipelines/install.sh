#!/bin/bash
# install.sh install|uninstall|list - what make built, where people use it
#
# The makefile runs it from the top of the tree with DESTDIR, PREFIX, BIN, O
# and PROGRAMS set.  What it placed, and which folders it made, stand in
# PREFIX/share/drift/installed: that goes with uninstall, and what an older
# drift left goes with install.
set -u
umask 022
root=${DESTDIR-}$PREFIX
installed=share/drift/installed
[[ $PREFIX == /* ]] ||
    { echo "install.sh: PREFIX must begin with /: $PREFIX" >&2; exit 2; }

pages() {
	local page name
	echo "text filters/drift.7 share/man/man7/drift.7"
	echo "text filters/drift.1 share/man/man1/drift.1"
	for name in $PROGRAMS; do
		[ "$name" = drift ] ||
		    echo "text filters/$name.1 share/man/man1/drift-$name.1"
	done
	for name in $("$BIN/drift" --list-commands); do	# the others share one
		[[ " $PROGRAMS " != *" $name "* ]] || continue
		page=drift-store-sqlite
		case $name in config | help) page=drift ;; esac
		[ ! -e "pipelines/drift-$name" ] || page=drift
		echo "link $page.1 share/man/man1/drift-$name.1"
	done
}

# A line each: how, from what, to what below PREFIX.
list() {
	local name file
	for name in $PROGRAMS; do
		[ "$name" = drift ] ||
		    echo "program $BIN/$name libexec/drift/$name"
	done
	for file in pipelines/drift-*; do
		echo "program $file libexec/drift/${file##*/}"
	done
	echo "text pipelines/lib.sh libexec/drift/lib.sh"
	echo "program $BIN/drift bin/drift"
	pages
	for file in README.md LICENSE; do
		echo "text $file share/doc/drift/$file"
	done
	echo "text schemas/queries.sql share/drift/queries.sql"
	for file in schemas/grafana/*/*; do
		echo "text $file share/drift/${file#schemas/}"
	done
	echo "adapted pipelines/cron/crontab share/drift/crontab"
	for file in pipelines/cron/*.service pipelines/cron/*.timer; do
		echo "adapted $file lib/systemd/system/${file##*/}"
	done
	echo "text pipelines/cron/drift.conf lib/sysusers.d/drift.conf"
	echo "text $O/completion/bash share/bash-completion/completions/drift"
	echo "text $O/completion/zsh share/zsh/site-functions/_drift"
	echo "text $O/completion/fish share/fish/vendor_completions.d/drift.fish"
}

# The names of the tree become those of this PREFIX.
adapt() { # FILE
	sed -e "s|/usr/local/|${PREFIX%/}/|g" \
	    -e 's|/usr/bin:/usr/bin|/usr/bin|' "$1"
}

put() { # HOW FROM TO
	local to=$root/$3
	case $1 in
	program) install -m 755 "$2" "$to" ;;
	text) install -m 644 "$2" "$to" ;;
	link) ln -sfn "$2" "$to" ;;
	adapted) adapt "$2" >"$to" && chmod 644 "$to" ;;
	esac
}

# Each folder that is not there yet, the outer one first; '' is PREFIX.
make_folder() { # FOLDER
	case $1 in ?*/*) make_folder "${1%/*}" ;; ?*) make_folder '' ;; esac
	[ ! -d "$root/$1" ] || return 0
	mkdir -p "$root/$1" && echo "$1/" >>"$new"
}

before() { # what an earlier install has placed
	[ ! -e "$root/$installed" ] || cat "$root/$installed"
}

remove() { # PATH...: of files and folders/, the inner ones first
	local path
	printf '%s\n' "$@" | LC_ALL=C sort -r | while IFS= read -r path; do
		case $path in
		'' | /?* | *..*) ;;
		*/) [ ! -d "$root/$path" ] ||
			rmdir --ignore-fail-on-non-empty "$root/$path" ;;
		*) rm -f "$root/$path" ;;
		esac || exit
	done
}

install_all() {
	local how from to old
	new=$(mktemp) || exit 2
	trap 'rm -f "$new"' EXIT
	before | grep '/$' >"$new"
	while read -r how from to; do
		make_folder "${to%/*}" && echo "$to" >>"$new" &&
		    put "$how" "$from" "$to" || exit 2
	done < <(list)
	echo "$installed" >>"$new"
	mapfile -t old < <(before | grep -v '/$' | grep -vxFf "$new")
	remove "${old[@]}" && install -m 644 "$new" "$root/$installed"
}

uninstall_all() {
	local old
	[ -e "$root/$installed" ] ||
	    { echo "install.sh: nothing is installed in $root" >&2; exit 2; }
	mapfile -t old <"$root/$installed"
	remove "${old[@]}"
}

case ${1-} in
install | uninstall) "$1_all" ;;
list) list ;;
*)	echo "usage: install.sh install|uninstall|list" >&2; exit 2 ;;
esac
