const { Given, When, Then, Before } = require('@cucumber/cucumber');
const assert = require('assert');
Before({ tags: '@closed' }, () => { throw new Error('no shop'); });
Given('an open shop', () => {});
When('I pay {int}', function (n) { this.paid = n; });
When('it is written', () => 'pending');
Then('I have paid {int}', function (n) { assert.equal(this.paid, n); });
