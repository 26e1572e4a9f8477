const assert = require('assert');

describe('cart', () => {
	let tries = 0;

	it('adds', () => assert.equal(1 + 1, 2));
	it('adds wrong', () => assert.equal(1 + 1, 3));
	it('is not written');
	it('needs a bank', function () { this.skip(); });
	describe('paying', function () {
		this.retries(2);
		it('is tried again', () => assert.equal(++tries, 3));
	});
	describe('closed', () => {
		before(() => { throw new Error('no shop'); });
		it('never runs', () => {});
	});
});
