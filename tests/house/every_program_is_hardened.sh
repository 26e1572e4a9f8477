#!/bin/bash
# What the linker was told, read from the programs themselves: they lie
# anywhere (PIE), nothing that jumps can be overwritten (full RELRO), no page
# is both written and run, none is patched as it starts (TEXTREL), libraries
# come from where the system has them (no RPATH); and the compiler's checks of
# stack and buffers are in them.
case $BIN in */san/*) echo "sanitizers come instead of hardening" >&2; exit 77 ;; esac
holds() { # WHAT COMMAND [ARGUMENT ...]
	"${@:2}" || echo "$program: not $1"
}
for program in "$BIN"/*; do
	head=$(readelf -hW "$program" | grep Type:)
	segments=$(readelf -lW "$program")
	dynamic=$(readelf -dW "$program")
	symbols=$(readelf --dyn-syms -W "$program")
	holds "position independent" grep -q 'FLAGS_1.* PIE' <<<"$dynamic"
	holds "of type DYN" grep -q DYN <<<"$head"
	holds "read-only after relocation" grep -q GNU_RELRO <<<"$segments"
	holds "bound as it starts" grep -q 'FLAGS.*NOW' <<<"$dynamic"
	holds "with a stack for data alone" grep -qE 'GNU_STACK.* RW ' <<<"$segments"
	holds "without segments to write and run" eval '! grep -q RWE' <<<"$segments"
	holds "without text relocations" eval '! grep -q TEXTREL' <<<"$dynamic"
	holds "without a path of its own" eval '! grep -qE "R(UN)?PATH"' <<<"$dynamic"
	holds "with guarded stacks" grep -q __stack_chk_fail <<<"$symbols"
	holds "with fortified functions" grep -q '__[a-z]*_chk@' <<<"$symbols"
	echo "${program##*/}"
done | sort >told
find "$BIN" -type f ! -name '.*' -printf '%f\n' | sort | diff - told
