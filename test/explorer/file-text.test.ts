import { expect, test } from 'vitest';
import { fileText } from '../../explorer/views/record/file-text.ts';

test('a table is read in the encodings in which spreadsheets save one', () => {
  const text = 'Brouwer René;€ 5;1 hL';
  expect(fileText(Buffer.from(text))).toBe(text);
  expect(fileText(Buffer.from(`\ufeff${text}`))).toBe(text);
  expect(fileText(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(text);
  // Where both agree: Node 20 takes Windows-1252 for Latin-1, browsers do not.
  expect(fileText(Buffer.from('Brouwer René;5;1 hL', 'latin1'))).toBe('Brouwer René;5;1 hL');
});
