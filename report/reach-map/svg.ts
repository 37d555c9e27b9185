import type { ReachMap } from '../../analysis/reach/map';
import { escapeMarkup } from './escape';
import { type Kind, kindsOf, LOOKS } from './look';
import { draw, PICTURE_STYLE } from './picture';
import { summary } from './summary';
import { WORDS } from './words';

/** Pixels around the picture, of its heading and of its legend. */
const SPACE = { margin: 20, heading: 58, legend: 44 } as const;

/**
 * The map as one SVG file of its own, with heading and legend. A map of more than 160 systems shows agencies and the
 * links between them; {@link renderHtml} shows its systems too.
 */
export async function renderSvg(map: ReachMap): Promise<string> {
  const { width, height, defs, body, scene } = await draw(map);
  const [w, h] = [width + 2 * SPACE.margin, height + SPACE.heading + SPACE.legend + SPACE.margin];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="map" width="${w}" height="${h}" viewBox="${-SPACE.margin} ${-SPACE.heading} ${w} ${h}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeMarkup(`${WORDS.title}: ${map.title}, ${map.site.title}`)}</title>`,
    `<style>${PICTURE_STYLE}svg.map .heading { font-size: 18px; font-weight: 600; } svg.map .soft { fill: var(--soft); } svg.map .page { fill: var(--page); }</style>`,
    `<rect class="page" x="${-SPACE.margin}" y="${-SPACE.heading}" width="${w}" height="${h}"/>`,
    `<text class="heading" x="0" y="-32">${escapeMarkup(`${WORDS.title} · ${map.title}`)}</text>`,
    `<text class="soft" x="0" y="-14">${escapeMarkup([map.site.title, ...summary(map)].join(' · '))}</text>`,
    defs,
    body,
    map.agencies.length === 0 ? `<text x="0" y="16">${WORDS.nothing}</text>` : '',
    `<g class="legend">${legend(kindsOf(map), height + 24)}</g>`,
    `<text class="soft" x="0" y="${height + 44}">${WORDS.direction}${scene.byAgency ? ` ${WORDS.byAgency}` : ''}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function legend(kinds: readonly Kind[], y: number): string {
  return kinds
    .map((kind, index) => {
      const x = index * 150;
      const name = kind === 'unexplained' ? WORDS.unexplained : WORDS.classes[kind];
      return `<path class="line ${kind}" d="M${x} ${y - 4}H${x + 36}"/><text x="${x + 50}" y="${y}">${name} (${LOOKS[kind].letters})</text>`;
    })
    .join('');
}
