import { sampleMap } from './maps';

test('Graphviz is loaded when a picture is asked for, not before', async () => {
  let loads = 0;
  jest.doMock('@viz-js/viz', () => {
    loads += 1;
    return jest.requireActual('@viz-js/viz');
  });
  const { renderDot, renderSvg } = await import('../../../report/reach-map');
  renderDot(sampleMap());
  expect(loads).toBe(0);
  await renderSvg(sampleMap());
  expect(loads).toBe(1);
});
