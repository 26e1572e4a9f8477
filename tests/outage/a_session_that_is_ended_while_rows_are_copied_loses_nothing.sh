#!/bin/bash
# postgres only: sessions that an administrator ends, in the midst of COPY
. "$TESTS/outage/server.bash"
own
end_sessions() {
	sql "DO \$\$
		DECLARE ended int := 0;
		BEGIN WHILE ended < 5 LOOP
			PERFORM pg_stat_clear_snapshot(), pg_sleep(0.001);
			ended := ended + (SELECT count(*) FROM pg_stat_activity
			    WHERE state = 'active' AND query LIKE 'COPY%FROM STDIN%'
			    AND application_name = 'drift store-pg'
			    AND pg_terminate_backend(pid, 10000));
		END LOOP; END \$\$"
}
through end_sessions true "$gone" 2000
