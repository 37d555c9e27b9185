/**
 * What the page does, as a function of its words. It reads everything from the tables, writes text only, never markup,
 * and draws nothing: the picture is there before it runs. Browsers' JavaScript, since it runs in one.
 */
export const PAGE_SCRIPT = String.raw`function (words) {
  'use strict';
  var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
  var one = function (selector, root) { return (root || document).querySelector(selector); };
  var say = function (text, values) { return text.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; }); };
  var figure = function (value) { return String(value).replace(/\B(?=(\d{3})+$)/g, ','); };
  // "shqiperi" finds "Shqipëri"
  var plain = function (text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); };
  var make = function (name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  var picture = one('#picture');
  var svg = one('svg.map', picture);
  var details = one('#details');
  var hint = details.firstElementChild;
  var query = one('#q');
  var large = !!one('figure.large');

  var systems = new Map();
  var agencies = new Map();
  all('#systems tbody tr').forEach(function (tr) {
    var agency = agencies.get(tr.dataset.agency);
    if (!agency) {
      var agencyName = tr.cells[0].textContent;
      agency = { key: tr.dataset.agency, name: agencyName, text: plain(agencyName + ' ' + tr.dataset.agency), systems: [] };
      agencies.set(agency.key, agency);
    }
    var title = tr.cells[1].firstElementChild ? tr.cells[1].firstElementChild.textContent : tr.dataset.key;
    var system = { key: tr.dataset.key, name: title, agency: agency, kind: tr.cells[2].firstElementChild, closed: 'quarantined' in tr.dataset, text: plain(title + ' ' + tr.dataset.key) };
    agency.systems.push(system);
    systems.set(system.key, system);
  });
  var links = all('#links tbody tr').map(function (tr) {
    return {
      row: tr, cells: tr.cells, from: tr.dataset.from, to: tr.dataset.to, kind: tr.dataset.kind,
      line: tr.dataset.line === undefined ? -1 : Number(tr.dataset.line),
      environments: all('span', tr.cells[5]).map(function (span) { return span.textContent; }),
      // field by field: "bashkia 12" means one name, not a municipality here and a 12 there
      fields: all('td', tr).map(function (td, column) { return plain(td.textContent + ' ' + (column === 0 ? tr.dataset.from : column === 1 ? tr.dataset.to : '')); })
    };
  });
  var lines = svg ? all('.lines .line', svg) : [];
  var items = svg ? all('.item', svg) : [];
  var itemOf = new Map(items.map(function (item) { return [item.dataset.key, item]; }));
  var agencyOf = function (key) { var system = systems.get(key); return system ? system.agency.key : ''; };
  var drawn = function (key) { return itemOf.get(key) || itemOf.get(agencyOf(key)); };
  // A large map shows its systems when one or an agency is selected, in a picture of its own.
  var near = null;
  var shownItems = function () { return near ? all('.item', near) : items; };

  var selected = null;
  var passing = links;

  function checked(name) {
    return new Set(all('input[name=' + name + ']:checked').map(function (input) { return input.value; }));
  }
  function terms() { return plain(query.value).split(/\s+/).filter(Boolean); }
  function holds(text, sought) { return sought.every(function (term) { return text.indexOf(term) >= 0; }); }
  function concerns(link) {
    return link.from === selected || link.to === selected || agencyOf(link.from) === selected || agencyOf(link.to) === selected;
  }

  function update() {
    var kinds = checked('kind');
    var environments = checked('environment');
    var sought = terms();
    var focused = selected !== null || sought.length > 0;
    passing = links.filter(function (link) {
      return kinds.has(link.kind) && (link.environments.length === 0 || link.environments.some(function (name) { return environments.has(name); }));
    });
    var pass = new Set(passing);
    var matching = sought.length ? passing.filter(function (link) { return link.fields.some(function (field) { return holds(field, sought); }); }) : passing;
    var match = new Set(matching);
    links.forEach(function (link) { link.row.hidden = !match.has(link); });
    putOff(one('#links'));

    var linesThere = new Set(passing.map(function (link) { return link.line; }));
    var shown = selected !== null ? passing.filter(concerns) : matching;
    var linesOn = new Set(shown.map(function (link) { return link.line; }));
    var itemsOn = new Set();
    if (focused) shown.forEach(function (link) { itemsOn.add(drawn(link.from)); itemsOn.add(drawn(link.to)); });
    lines.forEach(function (line, index) {
      line.classList.toggle('off', !linesThere.has(index));
      line.classList.toggle('on', focused && linesOn.has(index));
    });

    var found = { agencies: [], systems: [] };
    var hits = new Set();
    if (sought.length && selected === null) {
      agencies.forEach(function (agency) {
        var own = holds(agency.text, sought);
        if (own) { found.agencies.push(agency); hits.add(itemOf.get(agency.key)); }
        agency.systems.forEach(function (system) {
          if (holds(system.text, sought)) { found.systems.push(system); hits.add(drawn(system.key)); }
          else if (own || holds(agency.text + ' ' + system.text, sought)) itemsOn.add(drawn(system.key));
        });
      });
    }
    items.forEach(function (item) {
      var key = item.dataset.key;
      var chosen = key === selected || (large && selected !== null && agencyOf(selected) === key);
      var agencyOfOn = !large && agencies.has(key) && agencies.get(key).systems.some(function (system) { return itemsOn.has(itemOf.get(system.key)) || hits.has(itemOf.get(system.key)); });
      var inChosen = selected !== null && (agencyOf(key) === selected);
      item.classList.toggle('chosen', chosen);
      item.classList.toggle('hit', hits.has(item));
      item.classList.toggle('on', chosen || inChosen || hits.has(item) || itemsOn.has(item) || agencyOfOn);
      item.setAttribute('aria-pressed', String(chosen));
    });
    if (svg) {
      svg.classList.toggle('focused', focused);
      svg.classList.toggle('crowded', linesOn.size > 300);
    }
    one('#count').textContent = say(words.shown, { n: figure(shown.length), all: figure(links.length) });
    if (large) showNear(selected === null ? [] : shown);
    if (selected !== null) showSelected(pass);
    else if (sought.length) showFound(found, matching.length);
    else { details.replaceChildren(hint); details.classList.remove('open'); }
    var first = hits.values().next().value;
    if (sought.length && selected === null && first) bringIntoView(first);
  }

  function name(text, className) {
    var element = make('span', className, text);
    element.dir = 'auto';
    return element;
  }
  function goTo(thing) {
    var button = make('button', 'go');
    button.type = 'button';
    button.dataset.key = thing.key;
    button.append(name(thing.name));
    return button;
  }
  function list(children) {
    var ul = make('ul');
    ul.append.apply(ul, children);
    return ul;
  }
  function short(thing) {
    var li = make('li', 'short');
    if (thing.kind) { li.append(thing.kind.firstElementChild ? badge(thing.kind) : '', ' '); }
    li.append(goTo(thing));
    return li;
  }
  function badge(kind) {
    var span = make('span', kind.className);
    span.append(kind.firstElementChild.cloneNode(true));
    // its name without the letters, for who cannot see them
    span.title = kind.lastChild.textContent.trim();
    span.setAttribute('role', 'img');
    span.setAttribute('aria-label', span.title);
    return span;
  }

  function showFound(found, count) {
    var parts = [make('h2', '', words.found)];
    var most = 40;
    var things = found.agencies.concat(found.systems);
    if (things.length) parts.push(list(things.slice(0, most).map(short)));
    if (things.length > most) parts.push(make('p', 'soft', say(words.foundMore, { n: figure(things.length - most) })));
    if (count) parts.push(make('p', 'soft', count === 1 ? words.foundLink : say(words.foundLinks, { n: figure(count) })));
    if (!things.length && !count) parts.push(make('p', 'soft', words.foundNothing));
    details.replaceChildren.apply(details, parts);
    details.classList.add('open');
  }

  function showSelected(pass) {
    var system = systems.get(selected);
    var thing = system || agencies.get(selected);
    var close = make('button', 'close', '×');
    close.type = 'button';
    close.setAttribute('aria-label', words.close);
    close.addEventListener('click', function () { select(null); });
    var heading = make('h2');
    heading.append(name(thing.name));
    var parts = [close, heading];
    if (system) {
      var owner = make('p');
      owner.append(goTo(system.agency));
      var kind = make('p');
      kind.append(system.kind.cloneNode(true));
      parts.push(owner, kind);
      if (system.closed) parts.push(make('p', 'closed-note', words.closed));
    } else {
      parts.push(make('h3', '', words.systems + ' (' + thing.systems.length + ')'), list(thing.systems.map(short)));
    }
    [['from', 'to', words.asks, words.asksNobody], ['to', 'from', words.answers, words.answersNobody]].forEach(function (direction) {
      var mine = links.filter(function (link) { var key = link[direction[0]]; return key === selected || agencyOf(key) === selected; });
      var shown = mine.filter(function (link) { return pass.has(link); });
      var head = make('h3', '', direction[2] + ' (' + figure(shown.length) + ')');
      var ul = list(shown.map(function (link) { return linkItem(link, direction[1], system ? null : direction[0]); }));
      ul.dataset.direction = direction[0];
      parts.push(head, mine.length ? ul : make('p', 'soft', direction[3]));
      if (shown.length < mine.length) parts.push(make('p', 'soft', say(words.filteredOut, { n: figure(mine.length - shown.length) })));
    });
    details.replaceChildren.apply(details, parts);
    details.classList.add('open');
  }

  function linkItem(link, other, own) {
    var li = make('li');
    li.dataset.from = link.from;
    li.dataset.to = link.to;
    var partner = systems.get(link[other]);
    if (own && systems.get(link[own])) li.append(name(systems.get(link[own]).name, 'soft owner'));
    if (partner) li.append(goTo(partner), ' ', name(partner.agency.name, 'soft owner'));
    else li.append(name(link[other]));
    var service = make('p');
    var said = link.cells[2].firstElementChild;
    service.append(badge(link.cells[3].firstElementChild), ' ', said ? name(said.textContent, link.kind === 'unexplained' ? 'closed-note' : '') : '');
    li.append(service);
    var dl = make('dl');
    if (link.kind !== 'unexplained') dl.append(make('dt', '', words.data), make('dd', '', link.cells[3].firstElementChild.lastChild.textContent.trim()));
    [[4, words.ports], [5, words.environments], [6, words.basis], [7, words.purpose], [8, words.until]].forEach(function (field) {
      var text = link.cells[field[0]].textContent;
      if (!text) return;
      var dd = make('dd', '', text);
      dd.dir = 'auto';
      dl.append(make('dt', '', field[1]), dd);
    });
    li.append(dl);
    return li;
  }

  function select(key) {
    selected = key;
    update();
    details.scrollTop = 0;
    var item = key === null ? null : near ? all('.chosen', near)[0] : drawn(key);
    if (item) { rove(item); bringIntoView(item); }
  }

  function toggle(key) { select(key === selected ? null : key); }

  function shape(name, attributes, text) {
    var element = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    if (text !== undefined) element.textContent = text;
    return element;
  }
  var ruler = document.createElement('canvas').getContext('2d');
  function cut(text, width, font) {
    ruler.font = font;
    if (ruler.measureText(text).width <= width) return text;
    var low = 0;
    var high = text.length;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (ruler.measureText(text.slice(0, middle) + '…').width <= width) low = middle;
      else high = middle - 1;
    }
    return text.slice(0, low).replace(/[\ud800-\udbff]$/, '') + '…';
  }

  // Who asks it, it, whom it asks: three columns.
  var NEAR = { column: 236, gap: 112, row: 18, head: 22, space: 8 };
  function showNear(shown) {
    if (near) { near.remove(); near = null; svg.removeAttribute('hidden'); }
    if (selected === null) { if (scrolled) { picture.scrollTop = scrolled.top; picture.scrollLeft = scrolled.left; scrolled = null; } return; }
    if (!scrolled) scrolled = { top: picture.scrollTop, left: picture.scrollLeft };
    var mine = function (key) { return key === selected || agencyOf(key) === selected; };
    var middle = systems.has(selected) ? [systems.get(selected)] : agencies.get(selected).systems;
    var column = function (side, of) {
      return of.filter(function (link) { return !mine(link[side]); }).map(function (link) { return systems.get(link[side]); }).filter(Boolean);
    };
    var inward = shown.filter(function (link) { return mine(link.to); });
    var outward = shown.filter(function (link) { return mine(link.from); });
    var width = 3 * NEAR.column + 2 * NEAR.gap;
    near = shape('svg', { 'class': 'map near', role: 'group', 'aria-label': svg.getAttribute('aria-label') });
    var drawing = shape('g', { 'class': 'lines' });
    near.append(drawing);
    var left = stack(column('from', inward), 0, 'end');
    var centre = stack(middle, NEAR.column + NEAR.gap, 'middle');
    var right = stack(column('to', outward), 2 * (NEAR.column + NEAR.gap), 'start');
    var height = Math.max(left.height, centre.height, right.height);
    [left, centre, right].forEach(function (one) {
      var down = (height - one.height) / 2;
      one.group.setAttribute('transform', 'translate(0 ' + down + ')');
      one.at.forEach(function (y, key) { one.at.set(key, y + down); });
      near.append(one.group);
    });
    var between = new Map();
    shown.forEach(function (link) {
      var own = mine(link.from) && mine(link.to);
      var from = (mine(link.from) ? centre : left).at.get(link.from);
      var to = (mine(link.to) ? centre : right).at.get(link.to);
      if (from === undefined || to === undefined) return;
      var pair = link.from + ' ' + link.to;
      var nth = between.get(pair) || 0;
      between.set(pair, nth + 1);
      var edge = NEAR.column + NEAR.gap;
      var x1 = mine(link.from) ? edge + NEAR.column : NEAR.column;
      var x2 = own ? x1 + 8 : mine(link.from) ? 2 * edge - 8 : edge - 8;
      var y1 = from - 3 + 2 * Math.min(nth, 3);
      var y2 = to + (own ? 3 : -3 + 2 * Math.min(nth, 3));
      var reach = own ? 30 + 8 * nth : NEAR.gap / 2;
      var path = shape('path', { 'class': 'line on ' + link.kind, d: 'M' + x1 + ' ' + y1 + 'C' + (x1 + reach) + ' ' + y1 + ' ' + (own ? x2 + reach : x2 - reach) + ' ' + y2 + ' ' + x2 + ' ' + y2 });
      path.append(shape('title', {}, link.cells[2].textContent));
      drawing.append(path);
    });
    near.setAttribute('viewBox', '0 0 ' + width + ' ' + (height + 8));
    svg.setAttribute('hidden', '');
    picture.append(near);
    fit();
    picture.scrollTop = 0;
    picture.scrollLeft = 0;
  }
  var scrolled = null;

  function stack(members, x, anchor) {
    var group = shape('g', {});
    var at = new Map();
    var byAgency = new Map();
    members.forEach(function (system) {
      if (!byAgency.has(system.agency)) byAgency.set(system.agency, new Set());
      byAgency.get(system.agency).add(system);
    });
    var y = 4;
    var family = getComputedStyle(svg).fontFamily;
    byAgency.forEach(function (own, agency) {
      group.append(shape('rect', { 'class': 'card', x: x, y: y, width: NEAR.column, height: NEAR.head + own.size * NEAR.row + 3, rx: 3 }));
      group.append(nearItem(agency, 'agency', x, y, NEAR.head, anchor, '600 12px ' + family));
      y += NEAR.head;
      own.forEach(function (system) {
        group.append(nearItem(system, system.closed ? 'system quarantined' : 'system', x, y, NEAR.row, anchor, '11.5px ' + family));
        at.set(system.key, y + NEAR.row / 2);
        y += NEAR.row;
      });
      y += 3 + NEAR.space;
    });
    return { group: group, at: at, height: Math.max(0, y - NEAR.space) };
  }
  function nearItem(thing, className, x, y, height, anchor, font) {
    var item = shape('g', { 'class': 'item ' + className + (thing.key === selected ? ' chosen' : ''), role: 'button', tabindex: '-1', 'aria-label': thing.name, 'aria-pressed': String(thing.key === selected), 'data-key': thing.key });
    item.append(shape('title', {}, thing.name), shape('rect', { 'class': 'back', x: x, y: y, width: NEAR.column, height: height, rx: 3 }));
    var room = 7;
    if (thing.kind) {
      var kind = thing.kind.className.replace('kind ', '');
      var left = anchor === 'end' ? x + NEAR.column - 25 : x + 4;
      item.append(shape('rect', { 'class': 'badge ' + kind, x: left, y: y + 3, width: 21, height: 12, rx: 2 }), shape('text', { 'class': 'letters ' + kind, x: left + 10.5, y: y + 12.2, 'text-anchor': 'middle', 'aria-hidden': 'true' }, thing.kind.firstElementChild.textContent));
      room = 30;
    }
    var text = { 'class': 'name', x: anchor === 'end' ? x + NEAR.column - room : x + room, y: y + height / 2 + 4 };
    if (anchor === 'end') text['text-anchor'] = 'end';
    item.append(shape('text', text, cut(thing.name, NEAR.column - room - 6, font)));
    return item;
  }

  // Thousands of rows take a browser seconds: the first ones do until more are asked for.
  function putOff(table) {
    var button = one('#' + table.id + '-rest');
    if (!button) return;
    var most = Number(button.dataset.most);
    var count = 0;
    all('tbody tr', table).forEach(function (row) {
      if (!row.hidden) count += 1;
      row.classList.toggle('later', !row.hidden && count > most && button.dataset.all === undefined);
    });
    button.hidden = count <= most || button.dataset.all !== undefined;
    button.textContent = say(words.showAll, { n: figure(count) });
  }

  // One stop of the tab key in the picture; the arrow keys go on from there.
  function rove(item) {
    shownItems().forEach(function (other) { other.setAttribute('tabindex', other === item ? '0' : '-1'); });
  }
  function centre(item) {
    var box = item.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }
  function neighbour(item, key) {
    var here = centre(item);
    var sideways = key === 'ArrowLeft' || key === 'ArrowRight';
    var sign = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
    var best = null;
    var least = Infinity;
    shownItems().forEach(function (other) {
      if (other === item) return;
      var there = centre(other);
      var dx = (there.x - here.x) * sign;
      var dy = there.y - here.y;
      var apart = sideways ? Math.abs(dy) : dy * sign;
      if (sideways ? dx < 40 : Math.abs(dx) > 40 || apart <= 0) return;
      if (apart < least) { least = apart; best = other; }
    });
    return best;
  }
  function bringIntoView(item) {
    var box = item.getBoundingClientRect();
    var view = picture.getBoundingClientRect();
    if (box.top < view.top || box.bottom > view.bottom) picture.scrollTop += box.top - view.top - (view.height - box.height) / 2;
    if (box.left < view.left || box.right > view.right) picture.scrollLeft += box.left - view.left - 20;
  }

  if (svg) {
    if (items.length) rove(items[0]);
    picture.addEventListener('click', function (event) {
      var item = event.target.closest('.item');
      if (item) toggle(item.dataset.key);
      else if (!event.target.closest('.line') && selected !== null) select(null);
    });
    picture.addEventListener('keydown', function (event) {
      var item = event.target.closest('.item');
      if (!item) return;
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        toggle(item.dataset.key);
        // the picture may be another now
        var stop = shownItems().filter(function (other) { return other.getAttribute('tabindex') === '0'; })[0];
        if (stop) stop.focus({ preventScroll: true });
      }
      else if (/^Arrow/.test(event.key)) {
        event.preventDefault();
        var next = neighbour(item, event.key);
        if (next) { rove(next); next.focus({ preventScroll: true }); bringIntoView(next); }
      }
    });
  }
  details.addEventListener('click', function (event) {
    var go = event.target.closest('.go');
    if (!go) return;
    select(go.dataset.key);
    var focus = one('.close', details);
    if (focus) focus.focus({ preventScroll: true });
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') {
      if (selected !== null) select(null);
      else if (query.value) { query.value = ''; update(); }
    } else if (event.key === '/' && event.target !== query && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      query.focus();
    }
  });
  var waiting = 0;
  query.addEventListener('input', function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () { selected = null; update(); }, large ? 150 : 0);
  });
  all('input[type=checkbox]').forEach(function (box) { box.addEventListener('change', update); });

  // Zoom by size, so that scrolling, by wheel, finger and keys, is the browser's own.
  var zoom = 1;
  var fitted = true;
  function setZoom(value, x, y) {
    if (!svg) return;
    var view = picture.getBoundingClientRect();
    var atX = (x === undefined ? view.width / 2 : x - view.left) + picture.scrollLeft;
    var atY = (y === undefined ? view.height / 2 : y - view.top) + picture.scrollTop;
    var next = Math.min(6, Math.max(0.15, value));
    [svg, near].filter(Boolean).forEach(function (one) {
      one.setAttribute('width', one.viewBox.baseVal.width * next);
      one.setAttribute('height', one.viewBox.baseVal.height * next);
    });
    picture.scrollLeft += atX * (next / zoom - 1);
    picture.scrollTop += atY * (next / zoom - 1);
    zoom = next;
  }
  function fit() {
    if (!svg) return;
    var box = (near || svg).viewBox.baseVal;
    var wide = (picture.clientWidth - 2) / box.width;
    var high = (picture.clientHeight - 2) / box.height;
    // never smaller than can be read: what does not fit is scrolled to
    var narrow = window.innerWidth <= 820;
    var whole = large && !near || narrow ? wide : Math.min(wide, high);
    setZoom(Math.max(Math.min(whole, near ? 1.15 : 1.6), narrow ? 0.8 : Math.min(near ? 1 : 0.85, wide)));
    fitted = true;
  }
  all('[data-zoom]').forEach(function (button) {
    button.addEventListener('click', function () {
      if (button.dataset.zoom === 'fit') { fit(); return; }
      fitted = false;
      setZoom(zoom * (button.dataset.zoom === 'in' ? 1.3 : 1 / 1.3));
    });
  });
  picture.addEventListener('wheel', function (event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    fitted = false;
    setZoom(zoom * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
  }, { passive: false });
  window.addEventListener('resize', function () { if (fitted) fit(); });

  // The mouse drags the picture; a finger scrolls it anyway.
  var grip = null;
  picture.addEventListener('pointerdown', function (event) {
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    grip = { x: event.clientX, y: event.clientY, left: picture.scrollLeft, top: picture.scrollTop, moved: false };
  });
  window.addEventListener('pointermove', function (event) {
    if (!grip) return;
    if (Math.abs(event.clientX - grip.x) + Math.abs(event.clientY - grip.y) > 4) { grip.moved = true; picture.classList.add('dragged'); }
    if (!grip.moved) return;
    picture.scrollLeft = grip.left - event.clientX + grip.x;
    picture.scrollTop = grip.top - event.clientY + grip.y;
  });
  window.addEventListener('pointerup', function () {
    if (!grip) return;
    // the click that ends a drag selects nothing
    if (grip.moved) window.addEventListener('click', function (event) { event.stopPropagation(); }, { capture: true, once: true });
    picture.classList.remove('dragged');
    grip = null;
  });

  all('table').forEach(function (table) {
    var rest = one('#' + table.id + '-rest');
    if (rest) rest.addEventListener('click', function () { rest.dataset.all = ''; putOff(table); });
    putOff(table);
    var heads = all('th', table);
    heads.forEach(function (head, column) {
      one('button', head).addEventListener('click', function () {
        var sign = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
        var order = new Intl.Collator(undefined, { numeric: true });
        var rows = all('tbody tr', table).map(function (row) { return [row.cells[column].textContent, row]; });
        rows.sort(function (a, b) { return sign * order.compare(a[0], b[0]); });
        var body = one('tbody', table);
        body.append.apply(body, rows.map(function (row) { return row[1]; }));
        putOff(table);
      });
    });
  });

  update();
  fit();
}`;
