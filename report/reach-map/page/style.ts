/** The page around the picture. Colours are the picture's. */
export const PAGE_STYLE = `
* { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; }
header { padding: 10px 20px; border-bottom: 1px solid var(--rule); display: flex; flex-wrap: wrap; gap: 2px 20px; align-items: baseline; }
h1 { font-size: 18px; line-height: 1.3; margin: 0; font-weight: 650; overflow-wrap: anywhere; }
h1 span { font-weight: 400; color: var(--soft); margin-inline-start: 6px; }
header p { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.skip { position: absolute; left: -999em; }
.skip:focus { left: 8px; top: 8px; z-index: 9; background: var(--page); padding: 6px 10px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
main { display: grid; grid-template-columns: minmax(0, 1fr) 288px; grid-template-rows: auto 1fr; column-gap: 20px; padding: 12px 20px 0; height: calc(100vh - 52px); min-height: 480px; }
figure { grid-column: 1; grid-row: 1 / 3; margin: 0; position: relative; display: flex; flex-direction: column; min-height: 0; }
#picture { overflow: auto; flex: 1; min-height: 0; }
#picture svg:not([hidden]) { display: block; margin: 0 auto; }
#picture.dragged { cursor: grabbing; user-select: none; }
figcaption { color: var(--soft); font-size: 12px; padding: 6px 130px 8px 0; }
.legend .line { opacity: 1 !important; }
.zoom { position: absolute; right: 0; bottom: 4px; display: flex; gap: 4px; z-index: 2; }
button { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--rule); border-radius: 4px; cursor: pointer; }
.zoom button { min-width: 30px; height: 26px; line-height: 1; padding: 0 8px; }
.controls { grid-column: 2; overflow: auto; max-height: 58vh; padding: 3px; margin: -3px; }
svg.defs { position: absolute; }
.controls > label { display: block; font-weight: 600; margin-bottom: 3px; }
#q { width: 100%; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: 4px; padding: 7px 9px; }
#q::placeholder { color: var(--soft); opacity: 1; font-size: 12px; }
#count { margin: 4px 0 8px; color: var(--soft); font-size: 12.5px; min-height: 1.45em; }
fieldset { border: 0; padding: 0; margin: 0 0 10px; min-width: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: 2px; }
.legend .kind b { vertical-align: 1px; }
.legend label { display: grid; grid-template-columns: auto 40px auto 1fr auto; gap: 7px; align-items: center; padding: 1.5px 0; }
.environments label { display: inline-block; margin-right: 12px; }
.environments span { display: inline-block; max-width: 220px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
input[type=checkbox] { accent-color: var(--focus); margin: 0 2px 0 0; vertical-align: -1px; }
.kind { white-space: nowrap; }
.kind b { display: inline-block; min-width: 24px; text-align: center; font-size: 10px; line-height: 14px; font-weight: 600; border: 1px solid; border-radius: 3px; background: var(--page); }
.kind.public b { color: var(--public); } .kind.internal b { color: var(--internal); } .kind.personal b { color: var(--personal); } .kind.classified b { color: var(--classified); } .kind.unexplained b { color: var(--unexplained); }
.kind.unexplained { color: var(--unexplained); font-weight: 600; }
#details { grid-column: 2; overflow: auto; min-height: 0; border-top: 1px solid var(--rule); padding: 10px 4px 10px 0; overflow-wrap: anywhere; }
#details h2 { font-size: 15px; line-height: 1.3; margin: 0 30px 2px 0; font-weight: 650; }
#details h3 { font-size: 13px; margin: 14px 0 2px; padding-bottom: 2px; border-bottom: 1px solid var(--rule); font-weight: 650; }
#details p { margin: 2px 0; }
#details ul { list-style: none; margin: 0; padding: 0; }
#details li { padding: 5px 0; border-bottom: 1px solid var(--rule); }
#details li.short { border: 0; padding: 1px 0; display: flex; gap: 6px; align-items: baseline; }
#details .owner { display: block; font-size: 12.5px; }
#details .close { float: right; padding: 0 8px; height: 24px; }
#details .go { background: none; border: 0; padding: 0; text-align: start; color: var(--focus); text-decoration: underline; text-underline-offset: 2px; text-decoration-thickness: 1px; }
#details dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 8px; margin: 2px 0 0; font-size: 12.5px; }
#details dt { color: var(--soft); }
#details dd { margin: 0; }
.closed-note { color: var(--unexplained); font-weight: 600; }
.tables { padding: 8px 20px 40px; }
.sideways { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; table-layout: fixed; min-width: 1000px; }
#systems { min-width: 640px; }
caption { text-align: start; font-size: 16px; font-weight: 650; padding: 20px 0 6px; }
th { text-align: start; vertical-align: bottom; padding: 0 10px 0 0; border-bottom: 2px solid var(--rule); }
th button { background: none; border: 0; padding: 4px 0; font-weight: 600; text-align: start; }
th[aria-sort=ascending] button::after { content: " ↑"; } th[aria-sort=descending] button::after { content: " ↓"; }
td { padding: 5px 10px 5px 0; vertical-align: top; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
td small { display: block; color: var(--soft); font-size: 12px; }
td code { display: block; color: var(--soft); font: 12px ui-monospace, Consolas, "Liberation Mono", monospace; }
td em { font-style: normal; color: var(--unexplained); font-weight: 600; }
td.figure { font-variant-numeric: tabular-nums; }
#links th:nth-child(1), #links th:nth-child(2) { width: 15%; } #links th:nth-child(3) { width: 13%; } #links th:nth-child(4) { width: 110px; } #links th:nth-child(5) { width: 76px; } #links th:nth-child(6) { width: 100px; } #links th:nth-child(9) { width: 88px; }
#systems th:nth-child(1), #systems th:nth-child(2) { width: 33%; }
@media screen and (scripting: enabled) { .later { display: none; } }
.rest { margin: 10px 0; padding: 6px 14px; }
[hidden] { display: none !important; }
svg.map .item { cursor: pointer; outline: none; }
svg.map .item:hover .back { fill: var(--chosen); }
svg.map .item:focus-visible .back { stroke: var(--focus); stroke-width: 2; }
svg.map .item.chosen .back { fill: var(--chosen); stroke: var(--focus); stroke-width: 1.5; }
svg.map .item.hit .back { fill: var(--mark); }
svg.map.focused .item:not(.on) { opacity: .34; }
svg.map.focused .line:not(.on) { opacity: .05; }
svg.map.focused .many .line:not(.on) { display: none; }
svg.map.focused .line.on, svg.map.focused .many .line.on { opacity: .95; }
svg.map.focused.crowded .many .line.on { opacity: .35; }
svg.map .line.off { display: none; }
@media (max-width: 820px) {
  main { display: block; height: auto; min-height: 0; padding: 12px 14px 0; }
  header, .tables { padding-left: 14px; padding-right: 14px; }
  .controls { max-height: none; }
  #picture { max-height: 72vh; border: 1px solid var(--rule); border-radius: 4px; }
  .zoom { position: static; margin: 0 0 6px; justify-content: flex-end; }
  .zoom button { min-width: 40px; height: 36px; }
  .legend label { padding: 4px 0; }
  figcaption { padding-right: 0; }
  #details { border: 0; }
  #details.open { position: sticky; bottom: 0; max-height: 46vh; background: var(--page); border-top: 2px solid var(--rule); margin: 0 -14px; padding: 10px 14px; z-index: 3; }
}
@media print {
  :root { color-scheme: light; }
  main { display: block; height: auto; } #picture { overflow: visible; } #picture svg { width: 100%; height: auto; }
  .zoom, .skip, .rest, #q, .controls > label, #details, th button::after, input { display: none !important; }
  .controls { max-height: none; overflow: visible; } .legend label { grid-template-columns: 40px auto 1fr auto; }
  .sideways { overflow: visible; } table { font-size: 8pt; min-width: 0 !important; } tr { break-inside: avoid; } thead { display: table-header-group; }
}
`;
