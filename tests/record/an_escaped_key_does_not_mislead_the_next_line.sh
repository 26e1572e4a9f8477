#!/bin/bash
# RFC 8259, 7: \u0063ategory is category.  The next line has its keys in the
# order of the first, not of that one.
drift export -f csv | cut -d, -f2,6
