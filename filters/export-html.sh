#!/bin/bash
# export-html.sh CSS JS - style and script of the page as C, for export-html.h
#
# With the script's SHA-256 as a Content-Security-Policy names it, so that no
# other script can run on the page.  Blanks at the beginning of lines are left
# out.
lines() { # NAME FILE
	printf '\nconst char *const %s[] = {\n' "$1"
	sed -e 's/^[[:blank:]]*//' -e '/^$/d' -e 's/[\\"]/\\&/g' \
	    -e 's/.*/\t"&\\n",/' "$2"
	printf '\tNULL\n};\n'
}

digest() { # FILE
	printf "$(sed -e 's/^[[:blank:]]*//' -e '/^$/d' "$1" | sha256sum |
	    sed -e 's/ .*//' -e 's/../\\x&/g')" | base64
}

printf '#include <stddef.h>\n\n#include "export-html.h"\n'
lines page_style "$1"
lines page_script "$2"
printf '\nconst char page_script_hash[] = "sha256-%s";\n' "$(digest "$2")"
