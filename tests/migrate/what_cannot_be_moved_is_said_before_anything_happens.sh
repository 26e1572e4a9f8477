#!/bin/bash
drift migrate nowhere.db to.db
echo $?
drift init from.db
drift migrate from.db ./from.db 2>words
echo $?; sed "s,$PWD/,," words
drift migrate from.db missing/to.db
echo $?
drift migrate --kind nothing from.db to.db
echo $?
drift migrate --kind retention from.db to.db
echo $?
unset NOWHERE
drift migrate from.db '$NOWHERE'
echo $?
rm words; ls
