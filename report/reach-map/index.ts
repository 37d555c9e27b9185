export { renderDot } from './dot';
export { renderHtml } from './html';
export { renderSvg } from './svg';
