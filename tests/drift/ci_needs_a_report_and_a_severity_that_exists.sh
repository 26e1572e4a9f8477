#!/bin/bash
drift ci
echo "$?"
drift ci reports --fail-on loud
echo "$?"
drift ci reports --unheard x
echo "$?"
