import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A line that the child prints. */
export interface Line {
  readonly key?: string;
  readonly sent?: string;
  readonly frame?: number;
  readonly sequence?: number;
  readonly kind?: string;
  readonly problem?: { readonly code: string };
  readonly fatal?: string;
  readonly refused?: { readonly code: string; readonly values: Record<string, string> };
  readonly opened?: { readonly events: number; readonly malt?: string; readonly difference: object | null };
  readonly retried?: number;
}

/** How a child is run: `stopAfter` acknowledgements it is killed, whatever it does. */
export interface Round {
  readonly directory: string;
  readonly name: string;
  readonly writers: number;
  readonly death?: string;
  readonly retry?: readonly string[];
  readonly stopAfter?: number;
  readonly wrap?: readonly string[];
  /** Another run of the machine than the real one. */
  readonly boot?: string;
  /** Done while the child stands still, before it is killed. */
  readonly onKill?: () => void;
}

const script = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a child until it ends or is killed; every line that it got out, and how it ended. */
export async function runChild(round: Round): Promise<{ lines: Line[]; code: number | null; errors: string }> {
  const {
    directory,
    name,
    writers,
    death = 'none',
    retry = [],
    stopAfter = Number.POSITIVE_INFINITY,
    wrap = [],
    boot = '',
    onKill,
  } = round;
  const command = [...wrap, process.execPath, '--import', 'tsx', script, directory, name, `${writers}`, death];
  const child = spawn(command[0]!, command.slice(1), { cwd: root, stdio: 'pipe', env: { ...process.env, BOOT: boot } });
  child.stdin.on('error', () => undefined);
  child.stdin.end(retry.join('\n'));
  let errors = '';
  child.stderr.on('data', (piece) => {
    errors += piece;
  });
  const lines: Line[] = [];
  let fresh = 0;
  let stopped = false;
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (text) => {
    const line = readLine(text);
    if (!line) return;
    lines.push(line);
    if (line.key !== undefined && line.kind === 'new') fresh += 1;
    if (fresh < stopAfter || stopped) return;
    stopped = true;
    child.kill('SIGSTOP');
    onKill?.();
    child.kill('SIGKILL');
  });
  const closed = new Promise((resolve) => reader.on('close', resolve));
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  await closed;
  return { lines, code, errors };
}

/** A line that the kill cut through is none. */
function readLine(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

/** What clients know over all rounds: every key handed in, and the frame of each acknowledged one. */
export interface Witness {
  readonly sent: Set<string>;
  readonly acknowledged: Map<string, number>;
  readonly contradictions: string[];
}

export const newWitness = (): Witness => ({ sent: new Set(), acknowledged: new Map(), contradictions: [] });

/** Adds what a round printed; a second answer to a key must name the same frame. */
export function witness({ sent, acknowledged, contradictions }: Witness, lines: readonly Line[]): void {
  for (const line of lines) {
    if (line.sent !== undefined) sent.add(line.sent);
    if (line.key === undefined) continue;
    const before = acknowledged.get(line.key);
    if (line.frame === undefined) contradictions.push(`${line.key}: ${line.problem?.code}`);
    else if (before !== undefined && before !== line.frame) contradictions.push(`${line.key}: ${before} ${line.frame}`);
    else if (before !== undefined && line.kind !== 'repeated') contradictions.push(`${line.key}: ${line.kind} again`);
    else acknowledged.set(line.key, line.frame);
  }
}
