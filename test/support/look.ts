import { openStage, visit } from './stage.ts';
const stage = await openStage();
for (const w of [1280, 360]) {
const { page, complaints } = await stage.page(w);
await visit(page, '/grain-loop/map?period=2025'); await page.waitForTimeout(1000);
console.log(w, await page.evaluate(() => document.documentElement.scrollWidth), complaints);
console.log((await page.locator('main').innerText()).slice(0, 1200));
await page.screenshot({ path: `/tmp/shots2/map-${w}.png`, fullPage: true });
await visit(page, '/grain-loop/map?period=2025&thing=urn:throughflow:grain-loop:spec:bread&sel=place:urn:throughflow:grain-loop:place:bakery'); await page.waitForTimeout(1000);
await page.screenshot({ path: `/tmp/shots2/map-bread-${w}.png`, fullPage: true });
await visit(page, '/kalundborg/map');
await page.screenshot({ path: `/tmp/shots2/map-k-${w}.png`, fullPage: true });
}
await stage.close();
