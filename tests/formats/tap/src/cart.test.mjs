import assert from 'node:assert'
import { describe, it, test } from 'node:test'

describe('cart', () => {
	it('adds', () => assert.strictEqual(1 + 1, 2))
	it('takes # from names', () => assert.strictEqual(1 + 1, 3))
	it('pays', { skip: 'no till' }, () => {})
	describe('empty', () => {
		it('has nothing', () => {})
	})
})
test('later', { todo: true }, () => { throw new Error('not yet') })
test('adds', () => {})
