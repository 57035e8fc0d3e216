import { $, drawing, fill, h } from './dom.js';
import { millis, place, shortener } from './words.js';
import { travel } from './travel.js';

/** What stands behind the # when the page is opened: links to its sections put their own there. */
export const key = location.hash.slice(1);

/** Says something of what was done. */
export function say(text, bad = false) {
  fill($('#said'), text);
  $('#said').classList.toggle('bad', bad);
}

/** Presses a button of the probe. What it refuses, it says; what comes of the rest may be told before the click is answered. */
export async function press(button, order = {}) {
  say('');
  try {
    const answer = await fetch(button, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Page-Key': key }, body: JSON.stringify(order) });
    if (!answer.ok) say((await answer.json()).said, true);
  } catch {
    say('The probe does not answer: is it still running?', true);
  }
}

function options(select, choices) {
  const text = JSON.stringify(choices);
  if (select.dataset.choices === text) return;
  const before = select.value;
  select.dataset.choices = text;
  select.replaceChildren(...choices.map(([value, label]) => h('option', { value }, label)));
  if (choices.some(([value]) => value === before)) select.value = before;
}

/** What can be chosen. */
export function drawChoices(store) {
  const menu = store.one('menu')?.value;
  if (!menu) return;
  const short = shortener(store);
  const agents = store.one('agents')?.value ?? [];
  const fire = $('#fire');
  const first = !fire.elements.from.options.length;
  options(fire.elements.path, menu.paths.map(path => [path.name, path.name]));
  options(fire.elements.from, agents.map(agent => [agent, place(agent, short)]));
  if (first && agents.includes('outside')) {
    fire.elements.from.value = 'outside';
    fire.elements.path.value = (menu.paths.find(path => path.name === 'ingress') ?? menu.paths.at(-1)).name;
  }
  options($('#run').elements.name, menu.races.map(race => [race.name, race.name.replaceAll('-', ' ')]));
  if (first && menu.races.some(race => race.name === 'graceful-delete')) $('#run').elements.name.value = 'graceful-delete';
  $('#run').querySelector('button').disabled = menu.races.length === 0;
  $('#shows').textContent = menu.races.find(race => race.name === $('#run').elements.name.value)?.shows
    ?? 'This page was started with --read-only: it changes nothing, so it races nobody.';
  $('#where').textContent = `Every name of a pod, asked from everywhere. Context ${menu.context}, namespace ${menu.namespace}.`;
}

function phases({ lookup, connect, firstByte, total }) {
  const rest = Math.max(0, total - lookup - connect - firstByte);
  const parts = [['lookup', 'name lookup', lookup], ['connect', 'connect', connect], ['first', 'first byte', firstByte], ['rest', 'rest', rest]];
  const bar = h('div', { class: 'bar', 'aria-hidden': true }, parts.map(([style]) => h('i', { class: style })));
  [...bar.children].forEach((part, i) => { part.style.flexGrow = parts[i][2]; });
  return h('div', {}, bar, h('ul', { class: 'phases' }, parts.map(([style, label, value]) => h('li', {}, h('i', { class: style }), `${label} ${millis(value)} ms`)),
    h('li', {}, h('b', {}, `${millis(total)} ms in all`))));
}

/** A request that was made, and its journey. */
export function drawShot(store, shot) {
  const short = shortener(store);
  const { journey } = shot;
  const well = journey.outcome === 'OK';
  const twin = store.all('check').find(check => check.path === journey.path && check.calls.some(call => call.from === journey.from && call.target === journey.url));
  const facts = [
    ['Asked', h('code', {}, journey.url)], ['From', place(journey.from, short)],
    ['Outcome', h('b', { class: well ? 'pass' : twin?.verdict === 'PASS' ? 'closed' : 'fail' }, `${journey.outcome}${journey.status ? ` ${journey.status}` : ''}`)],
    ['Who answered', shot.pod ? `${shot.pod}, container ${shot.container}, on ${short(shot.node)}` : 'nobody of the lab'],
    ['Source address seen', shot.peer ? `${shot.peer} ${shot.peer === shot.client ? '(the client’s own, kept)' : `(instead of the client’s ${shot.client})`}` : '–'],
    ['It should', twin ? `${twin.expected} (${short(twin.id)})` : null], ['Why', journey.message]];
  $('#shot').hidden = false;
  $('#shot').replaceChildren(
    h('h3', {}, `${journey.path} from ${place(journey.from, short)}`),
    h('dl', {}, facts.filter(([, text]) => text).flatMap(([title, text]) => [h('dt', {}, title), h('dd', {}, text)])),
    phases(shot.timing),
    h('details', { open: true, class: 'journey' }, h('summary', {}, 'Its journey, from the rules, counters and connections it left behind'), drawing(shot.wide), drawing(shot.narrow)),
    h('details', {}, h('summary', {}, 'The same as text'), h('pre', { tabindex: 0 }, shot.text)));
  travel(store, shot);
}

/** Wires the buttons. */
export function wire(store) {
  const submit = (form, button, order) => $(form).addEventListener('submit', event => {
    event.preventDefault();
    press(button, order());
  });
  submit('#fire', 'fire', () => ({ path: $('#fire').elements.path.value, from: $('#fire').elements.from.value }));
  submit('#verify', 'verify', () => ({}));
  submit('#run', 'race', () => ({ name: $('#run').elements.name.value }));
  $('#run').elements.name.addEventListener('change', () => drawChoices(store));
  $('#save').href = `save?${key}`;
}
