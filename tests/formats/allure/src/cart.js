const assert = require('assert')
const { label, owner, parameter } = require('allure-js-commons')

let tries = 0

describe('cart', function () {
	it('adds', () => {})

	it('answers at last', async function () {
		this.retries(2)
		await owner('shop')
		assert(++tries === 3, 'no answer')
	})

	it('rounds', () => assert.strictEqual(0.1 + 0.2, 0.3))

	it('breaks', () => {
		throw new TypeError('cart is undefined')
	})

	it.skip('pays', () => {})

	for (const n of [1, 2])
		it('holds', async () => {
			await parameter('items', String(n))
			await parameter('seed', String(Math.random()),
			    { excluded: true })
		})

	describe('empty', () => {
		before('fill', () => {
			throw new Error('no shelf')
		})
		it('is never run', () => {})
	})
})
