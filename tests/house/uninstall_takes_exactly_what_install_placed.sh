#!/bin/bash
# Whatever the umask is, everybody can read it; what others have put there
# stays, and what an older drift has left goes with the newer one.
case $O in */san) echo "what is installed is not what is tested" >&2; exit 77 ;; esac
unset O BIN
make_it() { # TARGET
	make -s -C "$TESTS/.." "$1" DESTDIR="$PWD/root" PREFIX=/opt/drift
}
umask 077
make_it install || exit
find root/opt -type d ! -perm 755 -o -type f ! -perm 644 ! -perm 755 | sort
find root/opt -type f -perm 755 | grep -v -e /bin/drift -e /libexec/drift/
find root/opt -xtype l
for page in drift.1 drift-detect.1 drift-ci.1 drift-read.1; do
	sed -n 's/^\.Dt //p' "root/opt/drift/share/man/man1/$page"
done
echo old >root/opt/drift/libexec/drift/drift-old
echo libexec/drift/drift-old >>root/opt/drift/share/drift/installed
mkdir -p root/opt/drift/share/man/man3
echo theirs >root/opt/drift/share/man/man3/theirs.3
make_it install && make_it uninstall && find root -type f
rm -r root/opt/drift/share
rmdir root/opt/drift && make_it install && make_it uninstall && find root
make_it uninstall 2>&1 | grep -v '^make' | sed "s|$PWD|HERE|"
