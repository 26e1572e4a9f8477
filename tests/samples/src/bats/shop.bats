# The shop's command line.

@test "prints its version" {
	run echo "shop 1.4"
	[ "$status" -eq 0 ]
	[ "$output" = "shop 1.4" ]
}

@test "refuses an unknown option" {
	run sh -c 'exit 2'
	[ "$status" -eq 2 ]
}

@test "says 'no such file' & nothing else" {
	run cat no-such-file
	[ "$status" -ne 0 ]
}

@test "exports to a spreadsheet" {
	skip "needs an office suite"
}

@test "reads prices < 0.01 €" {
	run printf '%s\n' 0.005
	[ "$output" = 0.005 ]
}
