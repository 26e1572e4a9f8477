use Test::More;

ok(1, 'adds');
is(1 + 1, 3, 'adds wrongly');
subtest 'with subtests' => sub {
	plan tests => 2;
	ok(1, 'inner');
	ok(0, 'inner fails');
};
TODO: {
	local $TODO = 'not yet';
	ok(0, 'later');
}
SKIP: {
	skip 'no till', 1;
	ok(1, 'pays');
}
ok(1);
done_testing;
