import type { Catalogue } from '../en.ts';

/** Wat naast een beeld staat als het zijn pagina verlaat, en langs welke wegen dat gaat. */
export const sheet: Catalogue['sheet'] = {
  newest: (count) => `Alleen de nieuwste ${count} regels; filter op dagen voor de andere.`,
  moreRows: (count) => `en nog ${count} rijen; het bestand view.csv heeft ze alle`,
  sources: 'Bronnen',
  records: (network) => `Registraties van het netwerk ${network}`,
  invented: 'verzonnen',
  licence: (licence) => `licentie: ${licence}`,
  noLicence: 'geen licentie vermeld',
  cited: 'Afzonderlijke cijfers komen uit',
  asOf: (sequence) => `Stand na regel ${sequence} van zijn journaal`,
  citation: (network, title, asOf, version, address) =>
    `${network}: ${title}. ${asOf}. Throughflow ${version}. ${address}`,
  take: {
    label: 'Neem dit beeld mee',
    csv: (table) => `CSV${table && `: ${table}`}`,
    csvTitle: 'De tabel als bestand voor een rekenblad',
    json: 'JSON',
    jsonTitle: 'De cijfers met hun eenheden, zinnen en bronnen, voor een programma',
    svg: 'SVG',
    svgTitle: 'Het beeld als lijnen, voor een tekst of een tekenprogramma',
    png: 'PNG',
    pngTitle: 'Het beeld als punten, voor een bericht',
    pngFailed: 'Het beeld kon niet worden gemaakt.',
    print: 'Afdrukken',
    copy: 'Link kopiëren',
    copied: 'De link is gekopieerd.',
    notCopied: 'De browser liet de link niet kopiëren; hij staat in de adresbalk.',
  },
};
