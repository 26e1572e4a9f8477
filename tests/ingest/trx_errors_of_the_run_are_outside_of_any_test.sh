#!/bin/bash
# xUnit.net's runner says there what its failed tests say already.
cat >r.trx <<'E'
<TestRun><Results/><ResultSummary outcome="Failed"><RunInfos>
  <RunInfo outcome="Error"><Text>[xUnit.net 00:00:00.39]     Shop.Cart.Adds [FAIL]</Text></RunInfo>
  <RunInfo outcome="Warning"><Text>[xUnit.net 00:00:00.40]     Shop.Cart.Pays [SKIP]</Text></RunInfo>
  <RunInfo outcome="Error"><Text>The active test run was aborted. Reason: Test host process crashed</Text></RunInfo>
</RunInfos></ResultSummary></TestRun>
E
ingest --run-id r r.trx | jq -c '.reports[0].errors'
