# lib.bash - a database with much in it
rows() { # TESTS VALUES: one a day, to the end of January 2026
	python3 - "$1" "$2" <<-'P'
	import sys, datetime
	tests, values = map(int, sys.argv[1:])
	end = datetime.datetime(2026, 1, 31)
	for day in range(values):
	    at = end - datetime.timedelta(days=values - day)
	    for test in range(tests):
	        print('{"kind":"measurement","test_name":"suite.test_%d",'
	              '"timestamp":"%sZ","confidence":0.%d,"category":"c%d"}'
	              % (test, at.isoformat(), 1000 + test * day % 9000, day % 7))
	P
}
