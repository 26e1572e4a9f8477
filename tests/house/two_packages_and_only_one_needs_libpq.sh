#!/bin/bash
# What dpkg and lintian say of them; built twice they are the same.
case $O in */san) echo "what is packed is not what is tested" >&2; exit 77 ;; esac
for tool in dpkg-shlibdeps lintian; do
	command -v $tool >/dev/null || { echo "no $tool" >&2; exit 77; }
done
unset O BIN
cd "$TESTS/.." || exit
make -s deb >/dev/null && sha256sum build/deb/*.deb >"$OLDPWD/first" &&
    make -s deb | sed 's/_.*//' && sha256sum -c --quiet "$OLDPWD/first"
lintian --allow-root --fail-on error,warning build/deb/*.deb 2>&1
for package in drift drift-pg; do
	file=$(echo build/deb/${package}_*.deb)
	dpkg-deb -f "$file" Depends | sed 's/ ([^)]*)//g'
	dpkg-deb -c "$file" | awk '$2 != "root/root"'
	dpkg-deb -c "$file" | sed -n 's|.* \./||p' | grep -e store- -e bin/ \
	    -e crontab$ -e timer$ -e completions/drift$ -e drift.7 -e README |
	    grep -v -e "->"
	(cd "build/deb/$package" && md5sum -c --quiet DEBIAN/md5sums)
done
