from behave import given, when, then

@given('an open shop')
def _(context):
    pass

@when('I pay {n:d}')
def _(context, n):
    context.paid = n

@when('it is written')
def _(context):
    raise NotImplementedError('STEP: it is written')

@then('I have paid {n:d}')
def _(context, n):
    assert context.paid == n, '%d paid' % context.paid
