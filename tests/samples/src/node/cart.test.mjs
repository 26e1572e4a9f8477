import assert from 'node:assert';
import { describe, it, test } from 'node:test';

const cart = (...items) => ({ items, count: items.length });

test('an empty cart has no items', () => {
	assert.strictEqual(cart().count, 0);
});

test('items stay in order', () => {
	assert.deepStrictEqual(cart('a', 'b').items, ['a', 'b']);
});

describe('a cart with "quotes" & <tags>', () => {
	it('keeps <b>names</b> as they are', () => {
		assert.strictEqual(cart('<b>').items[0], '<b>');
	});
	it('counts “unicode” – ☕', () => {
		assert.strictEqual(cart('☕').count, 1);
	});
	it('is emptied', { skip: 'there is no button yet' }, () => {});
});

test('vouchers can be combined', { todo: true }, () => {});
