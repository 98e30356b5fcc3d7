import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text of each page of a PDF, and the width of its widest page in points. */
export async function readPdf(bytes: Uint8Array): Promise<{ pages: string[]; widest: number }> {
  const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  let widest = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    widest = Math.max(widest, Math.round(page.getViewport({ scale: 1 }).width));
  }
  await document.destroy();
  return { pages, widest };
}
