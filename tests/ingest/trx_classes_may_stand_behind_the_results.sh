#!/bin/bash
# Written by hand as vstest does (results first) and Visual Studio (last).
result() { echo "<Results><UnitTestResult testId='1' testName='$1' outcome='Passed'/></Results>"; }
define() { echo "<TestDefinitions><UnitTest id='1'><TestMethod className='$1' adapterTypeName='executor://$2/'/></UnitTest></TestDefinitions>"; }
echo "<TestRun>$(result Shop.Cart.Adds)$(define Shop.Cart xunit)</TestRun>" >vstest.trx
echo "<TestRun>$(define 'Shop.Cart, Shop, Version=1.0.0.0' mstestadapter)$(result Adds)</TestRun>" >visual.trx
echo "<TestRun>$(define 'Shop.Cart`1[[Int32, mscorlib]], Shop' nunit)$(result 'Adds(1,2)')</TestRun>" >generic.trx
echo "<TestRun>$(result Adds)</TestRun>" >none.trx
ingest --run-id r --at 2026-01-31T10:00:00Z ./*.trx |
    jq -c 'select(.kind == "result") | [.test_name, .suite, .framework]'
