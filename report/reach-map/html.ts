import { createHash } from 'node:crypto';
import type { ReachMap } from '../../analysis/reach/map';
import { escapeMarkup } from './escape';
import { type Kind, kindOf, kindsOf, LOOKS } from './look';
import { PAGE_SCRIPT } from './page/script';
import { PAGE_STYLE } from './page/style';
import { draw, PICTURE_STYLE, type Picture } from './picture';
import { summary } from './summary';
import { linksTable, systemsTable } from './tables';
import { number, SCRIPT_WORDS, WORDS } from './words';

/**
 * The map as one HTML file, which works from a disk and without a network: the picture, search, filters, the links of
 * what is selected, and tables of all links and systems. Without scripts the picture and the tables remain.
 */
export async function renderHtml(map: ReachMap): Promise<string> {
  const picture = await draw(map);
  const style = `${PICTURE_STYLE}${PAGE_STYLE}`;
  const script = `(${PAGE_SCRIPT})(${JSON.stringify(SCRIPT_WORDS).replace(/</g, '\\u003c')});`;
  const title = `${WORDS.title} · ${map.title}`;
  return `<!doctype html>
<html lang="${WORDS.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(`${title} · ${map.site.title}`)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#links">${WORDS.skip}</a>
<header><h1>${WORDS.title} <span dir="auto">${escapeMarkup(map.title)}</span></h1>
<p><span dir="auto">${escapeMarkup(map.site.title)}</span> · ${summary(map).join(' · ')}</p></header>
<main>
${controls(map)}
${figure(picture)}
<section id="details" aria-label="${WORDS.details}"><p class="soft">${WORDS.detailsHint}</p></section>
</main>
<section class="tables">
${linksTable(map, picture.scene)}
${systemsTable(map)}
</section>
<script>${script}</script>
</body>
</html>
`;
}

/** Nothing but this style and this script runs, and nothing is fetched, whatever a name tries. */
function policy(style: string, script: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
}

function figure({ scene, width, height, defs, body }: Picture): string {
  const empty = scene.cards.length === 0;
  return `<figure class="${scene.byAgency ? 'large' : 'small'}">
<svg class="map defs" width="0" height="0" aria-hidden="true">${defs}</svg>
<div class="zoom" role="group" aria-label="${WORDS.zoom}"><button type="button" data-zoom="in" aria-label="${WORDS.zoomIn}">+</button><button type="button" data-zoom="out" aria-label="${WORDS.zoomOut}">−</button><button type="button" data-zoom="fit">${WORDS.zoomFit}</button></div>
<div id="picture">${
    empty
      ? `<p>${WORDS.nothing}</p>`
      : `<svg class="map" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${WORDS.pictureLabel}">
${body}
</svg>`
  }</div>
<figcaption>${WORDS.direction}${scene.byAgency ? ` ${WORDS.byAgency}` : ''}</figcaption>
</figure>`;
}

/** The filters are the legend too: each shows the line it lets through. */
function controls(map: ReachMap): string {
  const environments = [...new Set(map.links.flatMap((link) => link.environments))].sort(productionFirst);
  return `<div class="controls" role="search">
<label for="q">${WORDS.search}</label><input id="q" type="search" placeholder="${WORDS.searchHint}" autocomplete="off" spellcheck="false">
<p id="count" role="status"></p>
<fieldset class="legend"><legend>${WORDS.dataFilter}</legend>
${kindsOf(map)
  .map((kind) => kindFilter(kind, map.links.filter((link) => kindOf(link) === kind).length))
  .join('\n')}
</fieldset>
<fieldset class="environments"><legend>${WORDS.environmentFilter}</legend>
${environments.map((one) => `<label><input type="checkbox" name="environment" value="${escapeMarkup(one)}" checked> <span>${escapeMarkup(one)}</span></label>`).join('\n')}
</fieldset>
</div>`;
}

function kindFilter(kind: Kind, count: number): string {
  const said = kind === 'unexplained' ? WORDS.unexplained : WORDS.classes[kind];
  return `<label><input type="checkbox" name="kind" value="${kind}" checked> <svg class="map" width="40" height="12" aria-hidden="true"><path class="line ${kind}" d="M1 6H31"/></svg><span class="kind ${kind}"><b>${LOOKS[kind].letters}</b></span> <span>${said}</span> <span class="soft">${number(count)}</span></label>`;
}

function productionFirst(a: string, b: string): number {
  return Number(b === 'prod') - Number(a === 'prod') || (a < b ? -1 : a > b ? 1 : 0);
}
