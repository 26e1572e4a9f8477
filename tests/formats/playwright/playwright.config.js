module.exports = {
	retries: 1, workers: 1,
	reporter: [['json', { outputFile: 'report.json' }]],
	projects: [{ name: 'eu' }, { name: 'us' }],
};
