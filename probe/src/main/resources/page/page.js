import { Store } from './store.js';
import { $, fill } from './dom.js';
import { drawCluster } from './cluster.js';
import { drawTables } from './tables.js';
import { clearTravel, travelAgain } from './travel.js';
import { drawMatrix } from './matrix.js';
import { drawChoices, drawShot, key, press, say, wire } from './deeds.js';
import { drawRaces } from './races.js';
import { forget, note } from './diary.js';
import { replay } from './replay.js';

const store = new Store();
const stale = new Set();

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
  $('#link').className = live ? 'on' : 'off';
  $('#link').textContent = recorded ? 'a recording' : live === undefined ? 'connecting …' : live ? 'live' : 'the API server does not answer';
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

store.listen((entry, old) => {
  if (!entry) {
    forget();
    clearTravel();
    const shot = store.one('shot');
    soon('*');
    if (shot) setTimeout(() => drawShot(store, shot.value), 50);
    else $('#shot').hidden = true;
    return;
  }
  note(store, entry, old);
  soon(entry.topic);
  if (entry.topic === 'shot' && entry.value) setTimeout(() => drawShot(store, entry.value), 50);
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
  events.addEventListener('table', event => store.reset(JSON.parse(event.data)));
  events.addEventListener('change', event => store.apply(JSON.parse(event.data)));
  events.addEventListener('error', () => {
    $('#link').className = 'off';
    $('#link').textContent = events.readyState === EventSource.CLOSED
      ? 'not let in: open the address that the probe printed' : 'the probe does not answer: is it still running?';
  });
  events.addEventListener('open', drawLink);
}
