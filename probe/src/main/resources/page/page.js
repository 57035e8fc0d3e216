import { Store } from './store.js';
import { $, fill } from './dom.js';
import { drawCluster } from './cluster.js';
import { drawTables } from './tables.js';
import { clearTravel, travelAgain } from './travel.js';
import { drawMatrix } from './matrix.js';
import { drawChoices, drawShot, key, press, say, wire } from './deeds.js';
import { drawRaces } from './races.js';
import { forget, note, write } from './diary.js';
import { replay } from './replay.js';

const store = new Store();
const stale = new Set();
/** Why nothing is heard. */
let silence = '';
/** When the last request that is shown was made. */
let shown = null;

/** Makes a check's own request again. */
function fire(check, { from, target }) {
  $('#fire').elements.path.value = check.path;
  $('#fire').elements.from.value = from;
  $('#cluster').scrollIntoView();
  press('fire', { path: check.path, from, check: check.id, target });
}

function drawBar() {
  const turn = store.one('turn')?.value;
  const progress = turn?.kind === 'verify' && store.one('progress')?.value;
  document.body.classList.toggle('busy', Boolean(turn));
  fill($('#doing'), turn?.title);
  $('#done').textContent = progress ? `${progress.made} of ${progress.planned} checks` : '';
  $('#turn progress').hidden = !turn;
  $('#turn progress').removeAttribute('value');
  if (progress) {
    $('#turn progress').max = progress.planned;
    $('#turn progress').value = progress.made;
  }
}

function drawLink() {
  const live = store.one('link')?.value.live;
  $('#link').className = live && !silence ? 'on' : 'off';
  fill($('#link'), recorded ? 'a recording' : silence || (live === undefined ? 'connecting …' : live ? 'live' : 'the API server does not answer'));
}

function drawUnseen() {
  const unseen = store.entries('unseen').filter(entry => !/404|not found/i.test(entry.value));
  $('#unseen').textContent = unseen.map(entry => `${entry.key}: ${entry.value}.`).join(' ');
}

function drawSaid() {
  const said = store.one('said')?.value;
  say(said?.text ?? '', Boolean(said?.bad));
}

const DRAWERS = [
  [['node', 'pod', 'service', 'slice', 'route', 'agents'], () => { drawCluster(store); drawTables(store); }],
  [['check', 'report', 'menu', 'turn', 'node'], () => drawMatrix(store, fire)],
  [['menu', 'agents', 'node'], () => drawChoices(store)],
  [['race'], () => drawRaces(store)],
  [['turn', 'progress'], drawBar],
  [['link'], drawLink],
  [['unseen'], drawUnseen],
  [['said'], drawSaid]];

/** Many changes in one moment are drawn once. */
function soon(topic) {
  if (!stale.size) setTimeout(draw, 16);
  stale.add(topic);
}

function draw() {
  const topics = new Set(stale);
  stale.clear();
  DRAWERS.filter(([of]) => topics.has('*') || of.some(topic => topics.has(topic))).forEach(([, drawer]) => drawer());
  document.documentElement.dataset.drawn = String(Date.now());
}

/** When the drawing that the request goes through is there. */
function shootSoon(shot) {
  shown = shot.at;
  setTimeout(() => drawShot(store, shot.value), 50);
}

/** A recording begins anew where somebody went; who was away for a moment finds things as they left them. */
function drawAnew() {
  soon('*');
  const shot = store.one('shot');
  if (recorded) forget();
  else if (shot?.at === shown) return;
  clearTravel();
  if (shot) shootSoon(shot);
  else $('#shot').hidden = true;
}

store.listen((entry, old) => {
  if (!entry) return drawAnew();
  note(store, entry, old);
  soon(entry.topic);
  if (entry.topic === 'shot' && entry.value) shootSoon(entry);
});

document.querySelectorAll('[name=view]').forEach(radio => radio.addEventListener('change', () => {
  $('#drawing').hidden = radio.value !== 'drawing';
  $('#tables').hidden = radio.value !== 'tables';
  travelAgain(store);
}));
addEventListener('resize', () => travelAgain(store));

const recorded = $('#recording');
wire(store);
if (recorded) {
  document.body.classList.add('recorded');
  replay(store, JSON.parse(recorded.textContent));
} else {
  drawLink();
  addEventListener('hashchange', () => {
    if (document.getElementById(location.hash.slice(1))) history.replaceState(null, '', `#${key}`); // or nothing could be loaded again
    else location.reload();
  });
  const events = new EventSource(`events?${key}`);
  let met = false;
  let full = false;
  events.addEventListener('table', event => {
    if (met) write(Date.now(), 'connected again; what happened meanwhile is missing here');
    met = true;
    silence = '';
    store.reset(JSON.parse(event.data));
  });
  events.addEventListener('change', event => store.apply(JSON.parse(event.data)));
  events.addEventListener('full', event => {
    full = true;
    silence = JSON.parse(event.data);
    drawLink();
  });
  events.addEventListener('error', () => {
    if (!full) silence = events.readyState === EventSource.CLOSED
      ? 'not let in: open the address that the probe printed' : 'the probe does not answer: is it still running?';
    full = false; // which ended the stream
    drawLink();
  });
}
