#!/bin/bash
# Not known, for another host, or out of date; and one that is good.
. "$TESTS/notify/lib.bash"
alert 01 a >one
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 \
    -subj /CN=ca -addext basicConstraints=critical,CA:TRUE 2>/dev/null
certificate() { # FILE NAME DAYS
	openssl req -new -newkey rsa:2048 -nodes -keyout key -out csr -subj /CN=x 2>/dev/null
	openssl x509 -req -in csr -CA ca.pem -CAkey ca.key -CAcreateserial -days "$3" \
	    -extfile <(echo "subjectAltName=$2") -out cert 2>/dev/null
	cat key cert >"$1"
}
certificate good IP:127.0.0.1 2
certificate other DNS:example.org 2
certificate old IP:127.0.0.1 -1
try() { # FILE [OPTION ...]
	receive --tls "$1" 200
	notify --only --to slack --url '$URL' "${quick[@]}" "${@:2}" --dead-letter dead \
	    one 2>/dev/null | told
	echo "$1: ${PIPESTATUS[0]}, it got $(ls got | grep -c json)"
}
try good
try other --cacert ca.pem
try old --cacert ca.pem
try good --cacert ca.pem
SSL_CERT_FILE=ca.pem try good
wc -l <dead
notify --to slack --url '$URL' --cacert none one
