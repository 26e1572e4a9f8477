const { test, expect } = require('@playwright/test');

test.describe('cart', () => {
	test('adds', () => expect(1 + 1).toBe(2));
	test.describe('paying', () => {
		test('is tried again', async ({}, info) => {
			expect(info.retry).toBe(1);
		});
		test('is a known bug', () => {
			test.fail();
			expect(1).toBe(2);
		});
		test('is no bug any more', () => test.fail());
		test('needs a bank', () => test.skip(true, 'no bank'));
	});
});
