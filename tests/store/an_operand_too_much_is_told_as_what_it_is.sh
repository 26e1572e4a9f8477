#!/bin/bash
for words in "retainn file.db" "file.db retain" "postgresql://u:secret@h/d x"; do
	store-sqlite $words </dev/null 2>&1
done
