#!/bin/bash
# Names of models, versions, features and categories are anybody's. The page
# needs nothing from elsewhere, and is well-formed but for its doctype.
. "$TESTS/monitor/lib.bash"
rows 60 | sed 's/"x"/"<b>x \&"/; s/Bonn/<script>alert(\\"1\\")<\/script>/; s/Ulm/\\u001b[31m/' >ref
sed 's/}$/,"few":1}/' ref | predictions '<i>credit' >in
sed 's/}$/,"few":2}/; s/":[0-9]*,/&/' ref >with
awk 'BEGIN { for (i = 0; i < 60; i++) printf "{\"kind\":\"label\",\"prediction_id\":\"p%d\",\"true_label\":%d}\n", i, i % 2 }' >>in
watch --reference with --segment few --report r.html in >out
grep -c '<script\|<b>\|<i>' r.html
grep -c 'http\|src=\|@import\|url(' r.html
grep -c $'\e' r.html
grep -o '<h[23]>[^<]*' r.html
grep -o 'few=1</td><td>60' r.html
grep -c '<svg' r.html
sed 's/<!DOCTYPE html>//; s/<meta[^>]*>//g; s/&ndash;/-/g' r.html |
    python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.stdin.buffer)'
