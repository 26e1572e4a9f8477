#!/bin/bash
# Of 600 rows, 40 come again with another number or text, 10 with a field
# more, 10 with one less; 20 are new.
measurements() { # EDIT
	awk -v edit="$1" 'BEGIN { for (i = 1; i <= 600 + 20 * edit; i++) {
		c = edit && i % 30 == 1 ? 0.25 : 0.5
		word = edit && i % 30 == 2 ? "other" : "c"
		more = i % 60 == (edit ? 3 : 7) ? ",\"owner\":\"o\"" : ""
		printf "{\"kind\":\"measurement\",\"test_name\":\"t%d\"," \
		    "\"timestamp\":\"2026-%02d-01T00:%02d:%02dZ\"," \
		    "\"confidence\":%s,\"category\":\"%s\"%s}\n",
		    i % 7, 1 + i % 2, i / 60 % 60, i % 60, c, word, more
	} }'
}
measurements 0 >first
measurements 1 >second
$STORE "$DB" <first 2>&1 >/dev/null
$STORE "$DB" <first 2>&1 >/dev/null
$STORE "$DB" <second 2>&1 >/dev/null
$STORE "$DB" <second 2>&1 >/dev/null
$STORE "$DB2" <second 2>/dev/null >/dev/null
$STORE checksum --table --kind measurement "$DB"
cmp <($STORE read "$DB") <($STORE read "$DB2")
