/** Dots for each pixel of the picture: sharp also on paper. */
const density = 2;

/** Draws a picture that stands alone as dots; undefined when the browser cannot. */
export async function drawPng(svg: string): Promise<Blob | undefined> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  image.src = address;
  const loaded = await image.decode().then(
    () => true,
    () => false,
  );
  URL.revokeObjectURL(address);
  if (!loaded) return undefined;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth * density, image.naturalHeight * density];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}
