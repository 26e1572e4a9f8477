@test "adds" { [ $((1 + 1)) = 2 ]; }
@test "adds wrongly" { [ $((1 + 1)) = 3 ]; }
@test "pays" { skip "no till"; }
