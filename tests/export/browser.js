/*
 * browser.js PAGE - looks at a page of page.bash in headless Chromium, and
 * prints what it sees; needs playwright-core, in NODE_PATH.
 */
"use strict";
const { chromium } = require("playwright-core");

const page_of = async (browser, options) => {
	const context = await browser.newContext(options);
	const page = await context.newPage();

	page.on("console", m => console.log("console:", m.text()));
	page.on("pageerror", e => console.log("error:", e.message));
	page.on("request", r => r.url().startsWith("file:") ||
	    console.log("request:", r.url()));
	await page.goto("file://" + process.argv[2]);
	return page;
};

const names = page => page.locator("#all tbody tr:visible th")
    .allInnerTexts();

const sorts = async page => {
	const head = page.getByRole("columnheader", { name: "Now %" });

	console.log("at first:", await names(page));
	await head.getByRole("button").click();
	console.log("now, down:", await names(page),
	    await head.getAttribute("aria-sort"));
	await head.getByRole("button").focus();
	await page.keyboard.press("Enter");
	console.log("now, up:", await names(page),
	    await head.getAttribute("aria-sort"));
	console.log("sorted by:", await page.locator("#all [aria-sort]")
	    .allInnerTexts());
};

const filters = async page => {
	await page.getByLabel("Filter by name, owner, category or severity")
	    .fill("CART stable");
	console.log("filtered:", await names(page),
	    await page.getByRole("status").innerText());
	await page.getByLabel("Filter").fill("@money");
	console.log("by owner:", await names(page));
	await page.getByLabel("Filter").fill("");
	console.log("again:", (await names(page)).length);
};

const follows = async page => {
	await page.getByRole("row", { name: "cart::pays" }).getByRole("link")
	    .click();
	const aim = page.locator(":target");

	console.log("follows:", await aim.getByRole("heading").innerText(),
	    await aim.isVisible());
	console.log("picture:", await aim.getByRole("img")
	    .getAttribute("role"), await aim.locator("svg title")
	    .textContent());
};

const opens = async page => {
	const card = page.getByRole("article").filter({ hasText: "cart::pays" });

	await card.getByText("Last failed").getByRole("link").click();
	const trace = page.locator(":target pre");

	console.log("trace at first:", await trace.isVisible());
	await page.locator(":target summary").focus();
	await page.keyboard.press("Enter");
	console.log("opened:", await trace.innerText());
};

const tabs = async page => {
	const seen = [];

	await page.evaluate(() => { location.hash = ""; });
	await page.reload();
	for (let i = 0; i < 60; i++) {
		await page.keyboard.press("Tab");
		seen.push(await page.evaluate(() =>
		    document.activeElement.tagName));
	}
	console.log("tab reaches:", [...new Set(seen)].sort().join(" "));
};

const fits = async (browser, width) => {
	const page = await page_of(browser, { viewport: { width, height: 800 } });

	console.log(width, "wide:", await page.evaluate(() =>
	    document.documentElement.scrollWidth <= innerWidth), "rows:",
	    await page.locator("#all").getByRole("row").count());
};

const paper = async (browser, colorScheme) => {
	const page = await page_of(browser, { colorScheme });

	return page.evaluate(() =>
	    getComputedStyle(document.body).backgroundColor);
};

(async () => {
	const browser = await chromium.launch({
	    executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
	const page = await page_of(browser, {
	    viewport: { width: 1280, height: 900 } });

	console.log(await page.title(), "-", await page.getByRole("heading",
	    { level: 1 }).innerText());
	await sorts(page);
	await filters(page);
	await follows(page);
	await opens(page);
	await tabs(page);
	console.log("hacked:", await page.evaluate(() => typeof hacked));
	for (const width of [390, 640, 768, 1280])
		await fits(browser, width);
	console.log("dark:", await paper(browser, "dark"), "light:",
	    await paper(browser, "light"));
	const plain = await page_of(browser, { javaScriptEnabled: false });
	console.log("without script:", (await names(plain)).length, "tests,",
	    await plain.locator("#all button").count(), "buttons, filter",
	    await plain.getByLabel("Filter").isVisible());
	await browser.close();
})();
