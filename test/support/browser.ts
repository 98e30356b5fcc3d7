import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { root } from './checkout.ts';

/** A browser that tests can start, or why there is none. */
export type FoundBrowser =
  | { readonly path: string; readonly env: Record<string, string> }
  | { readonly path: undefined; readonly reason: string };

/** BROWSER_PATH (or `none`), else a Chromium on PATH, else the one of @sparticuz/chromium (Linux x64). */
export function findBrowser(): FoundBrowser {
  const chosen = process.env['BROWSER_PATH'];
  if (chosen === 'none') return missing('BROWSER_PATH=none');
  if (chosen) return { path: chosen, env: {} };
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const installed = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
  if (installed) return { path: installed, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') return missing('no Chromium on PATH');
  return unpacked();
}

function missing(reason: string): FoundBrowser {
  if (process.env['REQUIRE_BROWSER']) throw new Error(`no browser: ${reason}`);
  return { path: undefined, reason };
}

/** Unpacks the package's browser in a process of its own, since importing it changes the environment. */
function unpacked(): FoundBrowser {
  const place = join(root, 'node_modules/.cache/chromium');
  mkdirSync(place, { recursive: true });
  const fonts = join(place, 'fonts.conf');
  writeFileSync(fonts, fontsFrom(join(place, 'fonts'), join(place, 'fonts-cache'), '/usr/share/fonts'));
  const code = `const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    const { LD_LIBRARY_PATH = '' } = process.env;
    console.log(JSON.stringify({ path, env: { LD_LIBRARY_PATH, FONTCONFIG_FILE: ${JSON.stringify(fonts)} } }));`;
  const env = { ...process.env, TMPDIR: place, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
  try {
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    return JSON.parse(told.trim().split('\n').at(-1)!) as FoundBrowser;
  } catch (failure) {
    return missing(`@sparticuz/chromium does not start here: ${(failure as Error).message.split('\n')[0]}`);
  }
}

/** The package's own list of fonts names places that are not here. */
const fontsFrom = (own: string, cache: string, system: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${own}</dir><dir>${system}</dir><cachedir>${cache}</cachedir></fontconfig>
`;

/** Starts a found browser. */
export function openBrowser(found: FoundBrowser): Promise<Browser> {
  if (found.path === undefined) throw new Error(found.reason);
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
  ];
  return chromium.launch({
    executablePath: found.path,
    env: { ...(process.env as Record<string, string>), ...found.env },
    args,
  });
}
