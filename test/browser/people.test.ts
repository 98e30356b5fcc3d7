import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, skipped, visit } from '../support/stage.ts';

/** What the browser says that a page wanted to do against its policy. */
async function watchPolicy(page: Page): Promise<string[]> {
  const broken: string[] = [];
  await page.exposeFunction('tellBroken', (what: string) => broken.push(what));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      (window as unknown as { tellBroken: (what: string) => void }).tellBroken(`${violatedDirective} ${blockedURI}`),
    ),
  );
  return broken;
}

describe.skipIf(skipped)(`people in a real browser${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  /** The operator makes a link that lets somebody in. */
  async function invite(role: RegExp): Promise<string> {
    const { page } = await stage.page(1280);
    await visit(page, '/grain-loop/people');
    const section = page.getByRole('region', { name: 'Invite somebody' });
    const option = await section.getByLabel('Role').locator('option', { hasText: role }).getAttribute('value');
    await section.getByLabel('Role').selectOption(option);
    await section.getByRole('button', { name: 'Make the link' }).click();
    await section.getByRole('img', { name: 'QR code of the invitation' }).waitFor();
    const link = await section.getByLabel('Link', { exact: true }).inputValue();
    await page.context().close();
    return link;
  }

  test('somebody joins by invitation as a recorder on a phone, records, and is refused what a steward does', async () => {
    const link = await invite(/^Recorder/);
    const page = await stage.stranger(360);
    await page.goto(link);
    await page.getByText(/You are invited to .* as recorder/).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('Say who you are.').waitFor();
    await page.getByLabel('Your name').fill('Bo (invented)');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.waitForURL(/\/grain-loop\/record/);
    await page.getByRole('heading', { level: 1, name: 'Record' }).waitFor();
    await page.getByLabel('I am').waitFor();
    await visit(page, '/grain-loop/people');
    await page.getByText('Only a steward of this network').waitFor();
    expect(await page.getByRole('button', { name: 'Make the link' }).count()).toBe(0);
    const refused = await page.evaluate(async () => {
      const response = await fetch('/api/networks/grain-loop/invitations', {
        method: 'POST',
        body: '{"role":"steward"}',
      });
      return { status: response.status, text: await response.text() };
    });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('access.denied');
    expect(await page.evaluate(async () => (await (await fetch('/api/networks')).json()).items.length)).toBe(1);
    const again = await stage.stranger(360);
    await again.goto(link);
    await again.getByText(/This invitation opens nothing/).waitFor();
  });

  test('a reader is told why nothing can be recorded, instead of a form that fails', async () => {
    const page = await stage.stranger(1280);
    await page.goto(await invite(/^Reader/));
    await page.getByLabel('Your name').fill('Cas (invented)');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('You may read here, not record.').waitFor();
    await visit(page, '/grain-loop/flows');
    expect(await page.locator('main').innerText()).toContain('Loops');
    await visit(page, '/');
    expect(await page.locator('main').innerText()).toContain('begun by whoever runs this server');
  });

  test('a steward sees who joined, ends the membership, and it holds at once', async () => {
    const guest = await stage.stranger(1280);
    await guest.goto(await invite(/^Recorder/));
    await guest.getByLabel('Your name').fill('Dee (invented)');
    await guest.getByRole('button', { name: 'Join' }).click();
    await guest.waitForURL(/\/grain-loop\/record/);
    const { page } = await stage.page(1280);
    await visit(page, '/grain-loop/people');
    await page.getByRole('button', { name: 'End the membership of Dee (invented)' }).click();
    await page.getByRole('button', { name: 'End the membership of Dee (invented)' }).waitFor({ state: 'detached' });
    await visit(guest, '/grain-loop/ledger');
    await guest.getByText('You are not signed in.').first().waitFor();
  });

  test('a token for a program is shown once, reads as it was made to, and is ended', async () => {
    const { page } = await stage.page(1280);
    await visit(page, '/grain-loop/people');
    await page.getByLabel('What it is for').fill('scale');
    await page.getByRole('button', { name: 'Make the token' }).click();
    const token = await page.locator('code').innerText();
    const ask = (method: string) =>
      fetch(`${stage.server.origin}/api/networks/grain-loop/${method === 'GET' ? 'stocks' : 'records'}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      }).then(({ status }) => status);
    expect([await ask('GET'), await ask('POST')]).toEqual([200, 403]);
    await page.getByRole('button', { name: /^End scale/ }).click();
    await page.getByRole('button', { name: /^End scale/ }).waitFor({ state: 'detached' });
    expect(await ask('GET')).toBe(401);
  });

  test('no page does anything against the policy of its contents, the description of the interface and refusals included', async () => {
    const { page, complaints } = await stage.page(1280);
    const broken = await watchPolicy(page);
    const pages = ['', '/record', '/ledger', '/flows', '/map', '/thresholds', '/people'].map(
      (view) => `/grain-loop${view}`,
    );
    for (const address of [...pages, '/', '/join', '/nothing/here/at-all']) await visit(page, address);
    for (const address of ['/api/docs', '/api/networks/nothing/stocks', '/sign-in?token=guess']) {
      const response = await page.goto(new URL(address, page.url()).href);
      const policy = response?.headers()['content-security-policy'] ?? '';
      expect(policy, address).toContain("default-src 'self'");
      expect(policy, address).not.toContain('unsafe');
    }
    expect(broken).toEqual([]);
    expect(complaints.filter((each) => /policy|refused to/i.test(each))).toEqual([]);
  });
});
