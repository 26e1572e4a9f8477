afterAll(() => {
	throw new Error('cannot close');
});
test('opens', () => {});
