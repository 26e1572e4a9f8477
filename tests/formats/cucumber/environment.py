def before_scenario(context, scenario):
    if 'closed' in scenario.tags:
        scenario.skip('closed')
