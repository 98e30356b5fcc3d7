/** Hands a text made in the page to the reader. Spreadsheets take it for UTF-8 only where a mark at its beginning says so. */
export const download = (name: string, type: string, content: string): void =>
  saveAs(name, new Blob(['\ufeff', content], { type }));

/** Hands a file made in the page to the reader. */
export function saveAs(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
