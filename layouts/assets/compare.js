/* The compare page: any two periods of one length, of any two units, side by
   side. Its table is the one that almanac draws of a period and the year before
   (site/page/comparetable.go): the same numbers, exact until they are printed,
   the same words, and the same reasons for not comparing.

   Figures lie in script files, since pages opened from a folder can read no
   others: data/compare/index.js, one file for each unit, and further ones for
   earlier years and for units below a unit where there are many. They are loaded
   when somebody chooses, and hand their data to almanac.data. What they hold is
   said in site/page/comparedata.go. */
(function (root) {
'use strict';
if (typeof BigInt !== 'function') return; // the page's list remains

/* ---- numbers: fractions {n, d} of whole numbers, d above zero ---- */

const ZERO = BigInt(0), ONE = BigInt(1), TWO = BigInt(2), TEN = BigInt(10);
const MINUS = '\u2212', TIMES = '\u00d7';

const power = (k) => TEN ** BigInt(k);
const whole = (n) => ({n: BigInt(n), d: ONE});
const magnitude = (n) => (n < ZERO ? -n : n);
const abs = (x) => ({n: magnitude(x.n), d: x.d});
const sign = (x) => (x.n > ZERO ? 1 : x.n < ZERO ? -1 : 0);
const sub = (a, b) => ({n: a.n * b.d - b.n * a.d, d: a.d * b.d});
const compare = (a, b) => sign(sub(a, b));

/* parse reads a decimal, -12.50, or a fraction, 2/3. */
function parse(s) {
  const [n, d] = s.split('/');
  if (d) return {n: BigInt(n), d: BigInt(d)};
  const [int, frac = ''] = s.split('.');
  return {n: BigInt(int + frac), d: power(frac.length)};
}

/* divide is a / b; b is not zero. */
function divide(a, b) {
  const s = b.n < ZERO ? -ONE : ONE;
  return {n: a.n * b.d * s, d: a.d * magnitude(b.n)};
}

/* round is x times ten to the places as a whole number, half away from zero. */
function round(x, places) {
  let n = magnitude(x.n), d = x.d;
  if (places >= 0) n *= power(places); else d *= power(-places);
  const q = (TWO * n + d) / (TWO * d);
  return x.n < ZERO ? -q : q;
}

/* ---- numbers in a language, as package locale writes them ---- */

/* put writes x·10^shift; with plus, a plus stands before what is above zero. */
function put(L, x, shift, decimals, plus) {
  const q = round(x, shift + decimals);
  const digits = magnitude(q).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const int = digits.slice(0, cut).replace(/\B(?=(\d{3})+$)/g, L.number.group);
  const before = q < ZERO ? MINUS : plus && q > ZERO ? '+' : '';
  return before + int + (decimals > 0 ? L.number.point + digits.slice(cut) : '');
}

/* written is x·10^shift between the words of an affix. What is not zero but
   would print so is less than one in the last place. */
function written(L, x, shift, decimals, plus, affix) {
  if (round(x, shift + decimals) === ZERO && x.n !== ZERO) {
    const least = L.number.less + affix[0] + put(L, {n: ONE, d: power(decimals)}, 0, decimals, false) + affix[1];
    return (x.n < ZERO ? MINUS : '') + least;
  }
  return affix[0] + put(L, x, shift, decimals, plus) + affix[1];
}

const hundredths = (L, x, decimals, plus, affix) => written(L, x, 2, decimals, plus, affix);

const step = (L, form) => L.number.scales.find((s) => s.power === form.power);
const shiftOf = (m, form) => (m.unit === 'money' ? -form.power : m.unit === 'percent' ? 2 : 0);

function decimalsOf(L, m, form) {
  if (form.decimals >= 0) return Math.min(form.decimals, 15);
  if (m.unit === 'money') return form.power ? step(L, form).decimals : 2;
  return m.unit === 'count' ? 0 : 1;
}

/* formatFor is how amounts up to max are printed. */
function formatFor(L, m, max) {
  const form = {power: 0, decimals: m.decimals};
  if (m.unit !== 'money') return form;
  for (const s of L.number.scales) if (compare(max, parse(s.from)) >= 0) form.power = s.power;
  if (form.power === 0 && form.decimals < 0 && compare(max, whole(1000)) >= 0) form.decimals = 0;
  return form;
}

/* apart is form with as many more decimals, up to nine, as a and b need to
   print differently and their difference as more than zero. */
function apart(L, m, a, b, form) {
  if (!a || !b || compare(a, b) === 0) return form;
  const first = decimalsOf(L, m, form), shift = shiftOf(m, form);
  for (let d = first; d <= Math.max(first, 9); d++) {
    const at = d + shift;
    if (round(a, at) === round(b, at) || round(sub(a, b), at) === ZERO) continue;
    return d > first ? {power: form.power, decimals: d} : form;
  }
  return form;
}

function figure(L, m, x, form) {
  const decimals = decimalsOf(L, m, form);
  const s = m.unit === 'percent' ? hundredths(L, x, decimals, false, L.number.percent) : written(L, x, shiftOf(m, form), decimals, false, ['', '']);
  return m.form === '1:x' ? '1:' + s : s;
}

function change(L, m, x, form) {
  const decimals = decimalsOf(L, m, form);
  return m.unit === 'percent' ? hundredths(L, x, decimals, true, L.number.points) : written(L, x, shiftOf(m, form), decimals, true, ['', '']);
}

/* rateText is a rate of change; from ten-fold on as a multiple of the base. */
function rateText(L, r) {
  if (compare(r, whole(10)) >= 0) return TIMES + put(L, {n: r.n + r.d, d: r.d}, 0, 1, false);
  return hundredths(L, r, 1, true, L.number.percent);
}

/* say puts values into the words of a key. */
function say(L, key, values) {
  return L.words[key].replace(/\{([a-z_]+)\}/g, (all, name) => (values && name in values ? values[name] : all));
}

/* ---- two figures side by side ---- */

/* moved tells whether a unit moved between the beginning of the earlier period
   and the end of the later one. */
function moved(moves, p, q) {
  const [early, late] = p.first > q.first ? [q, p] : [p, q];
  return (moves || []).some((day) => early.first < day && day < late.end);
}

/* judge compares figure b with its base a, or tells why not. same: both are of
   one unit; what a unit's own past speaks against counts for no other. */
function judge(m, a, b, same, moves) {
  const either = (what) => a[what] || b[what];
  if (a.why === 'not-stackable' || b.why === 'not-stackable') return {refused: 'not-stackable'};
  if (!a.x || !b.x) return {refused: 'missing'};
  if (either('partial')) return {refused: 'partial'};
  if (either('scope') || same && moves) return {refused: 'scope-changed'};
  const out = {refused: '', change: sub(b.x, a.x)};
  out.favourable = same ? sign(out.change) * m.direction : 0;
  if (m.unit === 'percent') {
    if (same && either('small')) out.refused = 'small-sample';
  } else if (sign(a.x) === 0) {
    out.refused = 'zero-base';
  } else if (sign(a.x) < 0 || sign(b.x) < 0) {
    out.refused = 'sign-change';
  } else if (same && a.tiny) {
    out.refused = 'tiny-base';
  } else {
    out.rate = divide(out.change, a.x);
  }
  return out;
}

/* read is a figure of the data with its number. */
function read(f) {
  if (f === null || f === undefined) return {};
  if (typeof f === 'string') return {x: parse(f)};
  return Object.assign({}, f, f.value === undefined ? {} : {x: parse(f.value)});
}

/* ---- cells ---- */

/* number is a cell of a printed number: digits, and what stands behind them. */
function number(s, href) {
  const cut = s.search(/[^0-9]*$/);
  return {text: s.slice(0, cut), unit: s.slice(cut), href};
}

const none = (L, note, href) => ({text: L.number.absent, unit: '', class: 'na', note, href});

function absent(L, f, href) {
  switch (f.why) {
    case 'na': return none(L, say(L, 'state.na') + say(L, 'page.colon') + f.reason, href);
    case 'not-stackable': return none(L, say(L, 'refusal_long.not-stackable'), href);
    case 'plan': return none(L, say(L, 'state.plan'), href);
    case 'undefined': return none(L, say(L, 'state.undefined'), href);
    case 'not-over': return none(L, say(L, 'state.not_over'), href);
  }
  return none(L, say(L, 'state.missing'), href);
}

/* marks are the signs behind a figure. */
function marks(L, f, name) {
  const list = [];
  const add = (text, title) => list.push({text, title});
  if (f.restated) add(say(L, 'page.restated'), say(L, 'state.restated'));
  if (f.have !== undefined) {
    const count = (n) => put(L, whole(n), 0, 0, false);
    add(say(L, 'page.of', {have: count(f.have), need: count(f.need || 0)}), say(L, 'state.partial'));
  } else if (f.not_over) {
    add(say(L, 'page.not_over'), say(L, 'state.not_over'));
  }
  if (f.clipped) add(say(L, 'page.clipped'), say(L, 'page.clipped_long'));
  if (f.early) add(say(L, 'page.not_comparable'), name.incomparable);
  return list;
}

function actual(L, m, name, f, form, href, kind) {
  if (!f.x) return absent(L, f, href);
  return Object.assign(number(figure(L, m, f.x, form), href + '#how-' + m.id), {class: kind, marks: marks(L, f, name)});
}

const printsZero = (s) => /[0-9]/.test(s) && (s.includes('<') || !/[1-9]/.test(s));

/* difference is the cells of a change: amount, rate, effect. */
function difference(L, m, c, form, href) {
  if (!c.change) return [none(L, say(L, 'refusal_long.' + c.refused), href), none(L, '', ''), {text: '', class: ''}];
  const amount = number(change(L, m, c.change, form), href);
  const empty = {text: '', class: ''};
  if (c.refused === 'small-sample') {
    return [Object.assign(amount, {class: 'flat', note: say(L, 'refusal_long.' + c.refused)}), empty, empty];
  }
  let rate = empty;
  if (m.unit !== 'percent') {
    rate = c.rate ? number(rateText(L, c.rate), href) : none(L, say(L, 'refusal_long.' + c.refused), href);
  }
  const size = c.rate || (m.unit === 'percent' ? c.change : null);
  const flat = size ? compare(abs(size), parse(m.flat)) < 0 : sign(c.change) === 0;
  let word = '';
  if (flat || printsZero(amount.text)) {
    amount.arrow = '\u25c6';
    amount.class = 'flat';
    word = say(L, sign(c.change) === 0 ? 'favour.unchanged' : 'compare.level');
  } else {
    amount.arrow = sign(c.change) > 0 ? '\u25b2' : '\u25bc';
    amount.class = c.favourable > 0 ? 'good' : c.favourable < 0 ? 'bad' : 'flat';
    if (c.favourable) word = say(L, c.favourable > 0 ? 'favour.favourable' : 'favour.unfavourable');
  }
  return [amount, rate, {text: word, class: amount.class}];
}

/* ---- the table ---- */

/* address is the page of a place; home is the way to the language's folder. */
const address = (home, at) => home + (at.unit === 'root' ? '' : at.unit + '/') + at.period + '.html';

/* table is base and at, two places {unit, period}, side by side. store has the
   index, and what was loaded of units by id. */
function table(store, lang, home, base, at) {
  const {index} = store, L = index.langs[lang];
  const place = (x) => store.units[x.unit].periods[x.period];
  const [p, q] = [place(base), place(at)], same = base.unit === at.unit;
  const title = (x, y) => {
    if (same) return y.labels[lang];
    return say(L, 'compare.place', {unit: store.units[x.unit].names[lang], period: y.labels[lang]});
  };
  const figures = (x) => place(x).figures;
  const moves = same && moved(store.units[at.unit].moves, p, q);
  const groups = [];
  index.metrics.forEach((m, k) => {
    const a = read(figures(base)[k]), b = read(figures(at)[k]), name = L.metrics[k];
    if (!a.x && !b.x) return;
    const max = [a, b].filter((f) => f.x).map((f) => abs(f.x)).reduce((x, y) => (compare(x, y) >= 0 ? x : y));
    const form = apart(L, m, a.x, b.x, formatFor(L, m, max));
    const [from, to] = [address(home, base), address(home, at)];
    const c = judge(m, a, b, same, moves);
    if (!groups.length || groups[groups.length - 1].title !== name.group) groups.push({title: name.group, rows: []});
    groups[groups.length - 1].rows.push({
      head: {text: name.name, small: (name.unit || {})[form.power] || '', href: home + 'metrics/' + m.id + '.html'},
      cells: [actual(L, m, name, a, form, from, 'prior'), actual(L, m, name, b, form, to, 'ac'),
        ...difference(L, m, c, form, to + (b.x ? '#how-' + m.id : '')).slice(0, same ? 3 : 2)],
      refused: c.refused,
    });
  });
  if (groups.length === 1) groups[0].title = '';
  return {
    caption: say(L, 'compare.beside', {period: title(at, q), base_period: title(base, p)}),
    columns: [[say(L, 'table.metric'), ''], [title(base, p), 'num'], [title(at, q), 'num'], ...columns(L, same)],
    groups, notes: notes(groups),
  };
}

/* columns head what differs. Between two units that is no change, and neither
   side of it is favourable. */
function columns(L, same) {
  if (!same) return [[say(L, 'compare.difference'), 'num'], [say(L, 'compare.difference_rate'), 'num']];
  return [[say(L, 'table.change'), 'num'], [say(L, 'table.change_rate'), 'num'], [say(L, 'compare.effect'), 'text']];
}

/* notes explain the signs in a table, each once, but for counts. */
function notes(groups) {
  const list = [];
  for (const g of groups) for (const r of g.rows) for (const c of r.cells) for (const m of c.marks || []) {
    const note = '(' + m.text + ') ' + m.title;
    if (!/[0-9]/.test(m.text) && !list.includes(note)) list.push(note);
  }
  return list;
}

/* ---- addresses of pairs: #europe/2020-06:europe/2019-06 ---- */

const placeText = (x) => (x.unit === 'root' ? '' : x.unit + '/') + x.period;
const hashOf = (at, base) => '#' + placeText(at) + ':' + placeText(base);

function parseHash(hash) {
  const m = /^#(?:([^/:]+)\/)?([^/:]+):(?:([^/:]+)\/)?([^/:]+)$/.exec(hash);
  return m && {at: {unit: m[1] || 'root', period: m[2]}, base: {unit: m[3] || 'root', period: m[4]}};
}

/* ---- data ---- */

const store = {index: null, units: {}};

/* data takes what a file holds: the index, or something of a unit. Its periods
   are kept by name, each with its labels by language and its figures. */
function data(d) {
  if (d.langs) {
    store.index = d;
    return;
  }
  const u = store.units[d.unit] = store.units[d.unit] || {periods: {}, below: {}, earlier: []};
  if (d.names) Object.assign(u, {names: d.names, moves: d.moves, parts: d.parts || 1, earlier: d.earlier || []});
  if (d.below) u.below[d.part || 1] = d.below;
  (d.periods || []).forEach((p, i) => {
    const labels = {};
    for (const [lang, list] of Object.entries(d.labels)) labels[lang] = list[i];
    u.periods[p.name] = Object.assign({}, p, {labels, figures: d.figures[i]});
  });
}

root.almanac = {data, table, parseHash, hashOf, store};
if (typeof document === 'undefined') return; // a test reads the functions above

/* ---- the page ---- */

const page = document.getElementById('any');
if (!page) return;
const lang = document.documentElement.lang, home = page.dataset.home;
const box = (id) => document.getElementById(id);
const sides = {
  at: {unit: box('at-unit'), period: box('at-period')},
  base: {unit: box('base-unit'), period: box('base-period')},
};

/* load runs a data file once; a failure may be tried again. */
const loading = {};
function load(name) {
  if (!loading[name]) {
    loading[name] = new Promise((done, failed) => {
      const s = document.createElement('script');
      s.src = page.dataset.files + name + '.js';
      s.onload = done;
      s.onerror = () => { delete loading[name]; failed(new Error(name)); };
      document.head.append(s);
    });
  }
  return loading[name];
}

/* element makes an element with attributes and children; words are text. */
function element(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes || {})) if (v) e.setAttribute(k, v);
  e.append(...children.filter((c) => c !== '' && c !== null));
  return e;
}

/* fill lists a unit's periods, those of a grain together, the latest first, and
   a way to earlier ones that are not loaded. */
function fill(side) {
  const {unit, period} = sides[side], L = store.index.langs[lang], kept = period.value;
  const has = store.units[unit.value].periods;
  while (period.options.length > 1) period.remove(1);
  for (const g of period.querySelectorAll('optgroup')) g.remove();
  for (const grain of ['annual', 'quarterly', 'monthly', 'weekly', 'daily']) {
    const group = element('optgroup', {label: say(L, 'grains.' + grain)});
    const list = Object.values(has).filter((p) => p.grain === grain).sort((p, q) => q.first - p.first);
    list.forEach((p) => group.append(element('option', {value: p.name}, p.labels[lang])));
    if (group.children.length) period.append(group);
  }
  if (store.units[unit.value].earlier.length) period.append(element('option', {value: '+'}, say(L, 'split.earlier')));
  period.value = kept in has ? kept : '';
  period.disabled = false;
}

/* known is the period of a place, if it is loaded. */
const known = (x) => (store.units[x.unit] || {periods: {}}).periods[x.period];

/* before loads the last years of a unit that are not loaded. */
async function before(unit) {
  const list = store.units[unit].earlier;
  const from = list[list.length - 1];
  await load(unit + '/' + from);
  if (list[list.length - 1] === from) list.pop();
}

/* reach loads what a place needs, as far as there is anything that early. */
async function reach(x) {
  const year = (name) => Number((/\d{4}/.exec(name) || [0])[0]);
  const u = store.units[x.unit];
  while (x.period && !known(x) && u.earlier.length && year(x.period) <= year(lastYear(u)) + 1) await before(x.unit);
}

/* lastYear is the earliest period that is loaded of a unit. */
function lastYear(u) {
  return Object.values(u.periods).reduce((p, q) => (q.first < p.first ? q : p), {first: Infinity, name: '9999'}).name;
}

/* option is that of a unit, or of the way to more of them. */
function option(select, id) {
  return [...select.options].find((o) => o.value === id);
}

/* list puts one part of the units below one into a choice: behind that unit, or
   in place of what led to them. */
function list(select, id, part, place) {
  const u = store.units[id], depth = Number((option(select, id) || {dataset: {}}).dataset.depth || 0) + (id === 'root' ? 0 : 1);
  for (const x of u.below[part] || []) {
    if (option(select, x.unit)) continue;
    const o = element('option', {value: x.unit, 'data-depth': depth}, '\u2003'.repeat(depth) + x.names[lang]);
    place.after(o);
    place = o;
  }
  const more = '+' + id + '+' + (part + 1);
  if (part < u.parts && !option(select, more)) place.after(element('option', {value: more, 'data-depth': depth}, '\u2003'.repeat(depth) + say(store.index.langs[lang], 'compare.more_units')));
}

/* further shows more of the units below one, in place of the way to them. */
async function further(select, way, was) {
  const [, id, part] = way.split('+');
  await load('index');
  await load(id);
  await load(id + '/units-' + part);
  const o = option(select, way);
  if (o) {
    list(select, id, Number(part), o);
    o.remove();
  }
  select.value = was;
}

/* chosen is the unit that each side has or, while it loads, is to have. */
const chosen = {at: '', base: ''};

/* choose gives a side a unit, and loads what it needs. One that is not listed,
   since many are, is added. */
async function choose(side, unit) {
  const select = sides[side].unit;
  if (unit) {
    await load('index');
    await load(unit);
  }
  if (chosen[side] !== unit) return; // somebody chose another meanwhile
  if (unit && !option(select, unit)) select.append(element('option', {value: unit}, store.units[unit].names[lang]));
  select.value = unit;
  if (!select.value) {
    sides[side].period.value = '';
    sides[side].period.disabled = true;
    return;
  }
  if (unit !== 'root') list(select, unit, 1, option(select, unit));
  fill(side);
}

const placeOf = (side) => ({unit: sides[side].unit.value, period: sides[side].period.value});

/* show draws the pair that is chosen, and notes it in the address. */
function show(keep) {
  const at = placeOf('at'), base = placeOf('base'), state = box('any-state'), place = box('any-table');
  if (!at.period || !base.period) {
    state.textContent = '';
    place.replaceChildren();
    return;
  }
  if (known(at).grain !== known(base).grain) {
    state.textContent = say(store.index.langs[lang], 'compare.lengths');
    place.replaceChildren();
    return;
  }
  const t = table(store, lang, home, base, at);
  state.textContent = t.groups.length ? t.caption : say(store.index.langs[lang], 'compare.none');
  place.replaceChildren(...(t.groups.length ? draw(t) : []));
  if (!keep) history.replaceState(null, '', hashOf(at, base));
}

/* draw makes the elements of a table as package render writes them. */
function draw(t) {
  const shape = shapes(t), above = lift(t);
  const head = element('tr', null, ...t.columns.map(([text, kind]) => element('th', {scope: 'col', class: kind === 'num' ? '' : kind}, text)));
  const bodies = t.groups.map((g) => element('tbody', null,
    ...(g.title ? [element('tr', {class: 'group'}, element('th', {scope: 'rowgroup', colspan: t.columns.length}, g.title))] : []),
    ...g.rows.map((r) => row(t, r, shape))));
  const full = element('table', {class: ['figures beside', ...above].join(' ')}, element('caption', {class: 'vh'}, t.caption), element('thead', null, head), ...bodies);
  return [full, ...t.notes.map((n) => element('p', {class: 'note'}, n))];
}

/* lift puts the class that all figures of a column have at the table. */
function lift(t) {
  const rows = t.groups.flatMap((g) => g.rows);
  return [{prior: 'prior2', ac: 'ac2'}, {ac: 'ac3'}].flatMap((known, i) => {
    const cells = rows.map((r) => r.cells[i]).filter((c) => c.class !== 'na');
    const name = cells.length && cells.every((c) => c.class === cells[0].class) && known[cells[0].class];
    if (!name) return [];
    for (const c of cells) c.class = '';
    return [name];
  });
}

function row(t, r, shape) {
  const head = element('th', {scope: 'row'}, element('a', {href: r.head.href}, r.head.text), r.head.small ? ' ' : '', r.head.small ? element('small', null, r.head.small) : '');
  return element('tr', null, head, ...r.cells.map((c, i) => {
    const kind = t.columns[i + 1][1];
    const classes = [kind === 'num' ? '' : kind, c.class, arrows[c.arrow]].filter(Boolean).join(' ');
    return element('td', {class: classes}, ...cell(c, kind === 'num' ? shape[i] : null, linked(r, i)));
  }));
}

const arrows = {'▲': 'up', '▼': 'dn', '◆': 'eq'};

/* A link is said once in a row. */
const linked = (r, i) => r.cells[i].class !== 'na' && r.cells.slice(0, i).some((c) => c.href === r.cells[i].href);

function cell(c, shape, said) {
  if (!c.text) return [];
  const room = shape ? pad(c, shape) : []; // signs hang over the room behind bare digits
  const words = [c.text, shape && shape.unit ? '' : c.unit || ''];
  if (c.unit) words.push(...room);
  if (c.note) words.push(element('i', null, ' ' + c.note));
  const href = said ? '' : c.href, plain = !href && (!c.note || c.class === 'na');
  return [...(plain ? words : [element(href ? 'a' : 'span', {href}, ...words)]),
    ...(c.marks || []).map((m) => element('abbr', {class: 'sign', title: m.title}, m.text)),
    ...(c.unit ? [] : room)];
}

/* Numbers of a column are filled up with spaces as wide as a point and a digit,
   so that their points stand under each other. */
const decimalsIn = (s) => (s.includes('.') ? s.length - s.lastIndexOf('.') - 1 : 0);

function pad(c, {unit, decimals}) {
  const list = unit ? [element('u', null, (c.unit || '').replace(/^ /, '\u00a0'))] : [];
  if (c.class === 'na') return list;
  return [...list, (decimals > 0 && !c.text.includes('.') ? '\u2008\u2060' : '') + '\u2007'.repeat(decimals - decimalsIn(c.text))];
}

function shapes(t) {
  return t.columns.slice(1).map((_, i) => {
    const cells = t.groups.flatMap((g) => g.rows.map((r) => r.cells[i])).filter((c) => c.text && (c.class !== 'na' || c.unit));
    const units = new Set(cells.map((c) => c.unit && [...c.unit].length <= 3 ? c.unit : ''));
    return {decimals: Math.max(0, ...cells.map((c) => decimalsIn(c.text))), unit: units.size > 1};
  });
}

/* ---- what people do ---- */

/* run does what was chosen and says so if the data cannot be had. */
function run(task) {
  task().catch(() => { box('any-state').textContent = page.dataset.unavailable; });
}

function onUnit(side, other) {
  run(async () => {
    const unit = sides[side].unit.value;
    if (unit[0] === '+') {
      await further(sides[side].unit, unit, chosen[side]);
      return;
    }
    chosen[side] = unit;
    await choose(side, unit);
    if (unit && !sides[other].unit.value) await choose(other, chosen[other] = unit);
    if (!placeOf('base').period) await follow(); // the period was chosen while the unit was loaded
    show();
  });
}

/* follow takes the same period of the year before for a base that has none, or
   one of another length. */
async function follow() {
  const at = placeOf('at'), base = placeOf('base');
  const p = known(at), q = known(base);
  if (p && base.unit && (!q || q.grain !== p.grain)) await take('base', {unit: base.unit, period: p.ago || ''});
}

function onPeriod(side) {
  run(async () => {
    const {unit, period} = placeOf(side);
    if (period === '+') {
      await before(unit);
      for (const s of ['at', 'base']) if (sides[s].unit.value === unit) fill(s);
      return;
    }
    if (side === 'at') await follow();
    show();
  });
}

/* take gives a side a period, loading it if need be. */
async function take(side, place) {
  await reach(place);
  if (sides[side].unit.value !== place.unit) return;
  fill(side);
  sides[side].period.value = place.period;
}

/* onHash shows the pair that an address names. */
function onHash() {
  const pair = parseHash(decodeURIComponent(location.hash));
  if (!pair) return;
  run(async () => {
    for (const side of ['at', 'base']) {
      await choose(side, chosen[side] = pair[side].unit);
      await take(side, pair[side]);
    }
    show(true);
    page.scrollIntoView();
  });
}

for (const [side, other] of [['at', 'base'], ['base', 'at']]) {
  sides[side].unit.addEventListener('change', () => onUnit(side, other));
  sides[side].period.addEventListener('change', () => onPeriod(side));
}
page.hidden = false;
window.addEventListener('hashchange', onHash);
onHash();
})(typeof window === 'undefined' ? globalThis : window);
