import type { ReachMap } from '../../analysis/reach';
export const renderDot = (map: ReachMap): string => map.title;
export const renderSvg = async (map: ReachMap): Promise<string> => map.title;
export const renderHtml = async (map: ReachMap): Promise<string> => map.title;
