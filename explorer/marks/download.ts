/** Hands a file made in the page to the reader. Spreadsheets take a text for UTF-8 only where a mark at its beginning says so. */
export function download(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob(['\ufeff', content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
