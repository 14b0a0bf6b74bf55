// SPDX-License-Identifier: GPL-3.0-or-later
// Opens pages in Chromium and prints one line for each fault: what a reader would stumble over.
// usage: node tests/peer/web.js CHROMIUM FILE...
"use strict";
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const [executablePath, ...files] = process.argv.slice(2);
let faults = 0;

function fault(file, words) {
	faults++;
	console.log(`${path.basename(file)}: ${words}`);
}

async function judge(page, file, scheme, runOnly) {
	const { violations } = await page.evaluate((values) => axe.run({ runOnly: values }), runOnly);
	for (const rule of violations)
		for (const node of rule.nodes)
			fault(file, `${scheme}: ${rule.id}: ${node.html}`);
}

// Nothing may stand to the right of the window.
async function fits(page, file, width, textSize) {
	await page.setViewportSize({ width, height: 800 });
	const found = await page.evaluate((size) => {
		document.documentElement.style.fontSize = size;
		return document.scrollingElement.scrollWidth;
	}, textSize);
	if (found > width)
		fault(file, `${found} pixels wide in a window of ${width}, text at ${textSize}`);
	await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
}

// The first Tab shows the skip link, Enter follows it, the next Tab goes into the article.
async function skips(page, file) {
	await page.keyboard.press("Tab");
	const first = await page.evaluate(() => {
		const at = document.activeElement, box = at.getBoundingClientRect();
		const line = getComputedStyle(at);
		return {
			to: at.getAttribute("href"),
			seen: box.left >= 0 && box.top >= 0 && box.width > 20 && box.height >= 24,
			marked: line.outlineStyle !== "none" && parseFloat(line.outlineWidth) >= 2,
		};
	});
	if (first.to !== "#main" || !first.seen || !first.marked)
		fault(file, `the first Tab does not show the skip link: ${JSON.stringify(first)}`);
	await page.keyboard.press("Enter");
	const inside = await page.evaluate(() => document.querySelector(":target")?.id === "main");
	if (!inside)
		fault(file, "the skip link leads nowhere");
	const more = await page.evaluate(() => document.querySelector("main :is(a, input, [tabindex], audio)") !== null);
	await page.keyboard.press("Tab");
	if (more && !await page.evaluate(() => document.activeElement.closest("main") !== null))
		fault(file, "after the skip link the keyboard is not in the article");
}

// A player on the page plays: its time goes on after a key is pressed on it.
async function plays(page, file) {
	await page.locator("audio").first().focus();
	await page.keyboard.press("Space");
	try {
		await page.waitForFunction(() => document.querySelector("audio").currentTime > 0.1, null, { timeout: 5000 });
	} catch {
		fault(file, "the first player does not play");
	}
}

// The box on the operator's page, reached and pressed by keys, leaves what changed, each whole.
async function filters(page, file) {
	const seen = () => page.evaluate(() => {
		const shown = [...document.querySelectorAll(".prompt")].filter((at) => at.checkVisibility());
		return {
			shown: shown.length,
			changed: shown.filter((at) => / Changed\.$/.test(at.querySelector("p").textContent)).length,
			said: document.querySelector(".none").checkVisibility(),
		};
	});
	const before = await seen();
	for (let i = 0; i < 20 && await page.evaluate(() => document.activeElement.id !== "only"); i++)
		await page.keyboard.press("Tab");
	await page.keyboard.press("Space");
	const after = await seen();
	if (before.said || after.shown !== before.changed || after.changed !== before.changed || after.said !== (before.changed === 0))
		fault(file, `the box leaves ${JSON.stringify(after)} of ${JSON.stringify(before)}`);
	await judge(page, file, "changed only", tags);
	await fits(page, file, 320, "100%");
	await page.setViewportSize({ width: 1280, height: 800 });
	if (after.shown > 0) {
		await page.keyboard.press("Tab");
		if (!await page.evaluate(() => document.activeElement.closest(".new, #tree ~ *")))
			fault(file, "behind the box the keyboard goes to what is hidden");
	}
	await page.locator("#only").press("Space");
	if ((await seen()).shown !== before.shown)
		fault(file, "the box does not bring all back");
}

async function look(browser, file) {
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	page.on("request", (request) => {
		if (request.url().split("#")[0] !== pathToFileURL(file).href && request.resourceType() !== "media")
			fault(file, `asks for ${request.url()}`);
	});
	page.on("console", (message) => fault(file, `console: ${message.text()}`));
	await page.goto(pathToFileURL(file).href);
	if (await page.evaluate(() => document.scripts.length) > 0)
		fault(file, "has a script");
	await skips(page, file);
	await page.evaluate(axe);
	if (await page.locator("#only").count() > 0)
		await filters(page, file);
	await judge(page, file, "light", tags);
	await page.emulateMedia({ colorScheme: "dark" });
	await judge(page, file, "dark", ["color-contrast"]);
	await fits(page, file, 640, "200%");
	await fits(page, file, 320, "100%");
	await judge(page, file, "narrow", ["target-size", "scrollable-region-focusable"]);
	if (await page.locator("audio").count() > 0)
		await plays(page, file);
	await page.close();
}

(async () => {
	const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

	for (const file of files)
		await look(browser, path.resolve(file));
	await browser.close();
	process.exit(faults ? 1 : 0);
})();
