use Test::More tests => 2;
ok(1, 'first');
die "no database\n";
