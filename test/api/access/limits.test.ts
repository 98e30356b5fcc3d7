import { expect, test } from 'vitest';
import { addressOf, isOwnName } from '../../../api/access/door.ts';
import { allowances, openLimits } from '../../../api/access/limits.ts';
import type { Context } from 'hono';

test('what is taken too fast is refused until enough has come back, each for themselves', () => {
  let now = 0;
  const limits = openLimits(() => now);
  const enter = (who: string) => limits.take({ kind: 'enter', who, cost: 1 });
  for (let times = 0; times < allowances.enter.most; times++) expect(enter('a')).toBe(0);
  expect(enter('a')).toBe(1);
  expect(enter('b')).toBe(0);
  now = 1000;
  expect(enter('a')).toBe(0);
  expect(enter('a')).toBe(1);
});

test('a long rest brings no more than the most, and a clock that goes back takes nothing away', () => {
  let now = 1_000_000;
  const limits = openLimits(() => now);
  const write = () => limits.take({ kind: 'write', who: 'a', cost: 1 });
  expect(write()).toBe(0);
  now += 86_400_000;
  for (let times = 0; times < allowances.write.most; times++) expect(write()).toBe(0);
  expect(write()).toBe(1);
  now -= 3_600_000;
  expect(write()).toBe(1);
});

test('a crowd of addresses is not remembered for ever', () => {
  const limits = openLimits(() => 0, 100);
  for (let times = 0; times < allowances.enter.most; times++) limits.take({ kind: 'enter', who: 'first', cost: 1 });
  for (let place = 0; place < 99; place++) limits.take({ kind: 'enter', who: `crowd ${place}`, cost: 1 });
  expect(limits.take({ kind: 'enter', who: 'first', cost: 1 })).toBe(1);
  for (let place = 0; place < 100; place++) limits.take({ kind: 'enter', who: `crowd ${place}`, cost: 1 });
  expect(limits.take({ kind: 'enter', who: 'first', cost: 1 })).toBe(0);
});

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({
    env: { incoming: { socket: { remoteAddress } } },
    req: { header: (name: string) => headers[name] },
  }) as unknown as Context;

test('an address is that of the connection; a proxy that was named is believed in its own last word only', () => {
  const forged = { 'x-forwarded-for': '1.1.1.1, 9.9.9.9' };
  expect(addressOf(from('10.0.0.7', forged), 'tls')).toBe('10.0.0.7');
  expect(addressOf(from('10.0.0.7', forged), 'proxy')).toBe('9.9.9.9');
  expect(addressOf(from('::ffff:10.0.0.7'), 'tls')).toBe('10.0.0.7');
});

test('all addresses of one IPv6 subscriber count as one', () => {
  expect(addressOf(from('2001:db8:0:7::1'), 'tls')).toBe('2001:db8:0:7');
  expect(addressOf(from('2001:0db8:0000:0007:ffff:1:2:3'), 'tls')).toBe('2001:db8:0:7');
  expect(addressOf(from('::1'), 'tls')).toBe('0:0:0:0');
});

test.each([
  ['127.0.0.1:8787', true],
  ['localhost', true],
  ['[::1]:1', true],
  ['LOCALHOST:8787', true],
  ['evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example:8787', false],
])('a server for this machine alone takes %s as its own name: %s', (host, own) => {
  expect(isOwnName('loopback', host)).toBe(own);
  expect(isOwnName('tls', host)).toBe(true);
});
