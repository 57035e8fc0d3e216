import { $, still, svg } from './dom.js';

const PIXELS_A_SECOND = 420;
/** A packet that nobody answers gets so far on its last way. */
const NOWHERE = 0.55;
let running = 0;
let last = null;

const find = (attribute, value) => value && [...document.querySelectorAll(`#drawing [${attribute}]`)]
  .find(element => element.getAttribute(attribute) === value && !element.dataset.gone);

/** The Service, route or load balancer that the URL names. */
function door(store, journey) {
  const { hostname, port, pathname } = new URL(journey.url);
  const services = store.all('service');
  const routes = store.all('route');
  const at = routes.filter(route => route.address === hostname).flatMap(route =>
    route.kind === 'Gateway' ? routes.filter(other => other.gateways.includes(route.name)) : [route])
    .filter(route => (route.kind === 'HTTPRoute') === (journey.path === 'gateway'));
  const fit = one => Math.max(0, ...one.rules.filter(rule => pathname.startsWith(rule.path)).map(rule => rule.path.length));
  const route = at.sort((a, b) => fit(b) - fit(a))[0];
  const service = services.find(one => one.address === hostname) ?? services.find(one => one.clusterIp === hostname)
    ?? services.find(one => one.nodePort && String(one.nodePort) === port) ?? services.find(one => one.name === hostname.split('.')[0]);
  return route ? `${route.kind} ${route.name}` : service ? `Service ${service.name}` : null;
}

/** The elements of the drawing that the request comes by. */
function stops(store, { journey, pod }) {
  const host = new URL(journey.url).hostname;
  const local = host.startsWith('127.') || host === 'localhost';
  const neighbour = journey.from === 'neighbour' && [...document.querySelectorAll('.pod')].find(one => one.querySelector('.sidecar').textContent);
  const places = journey.stations.map(station => station.where);
  const nodes = local ? [] : places.filter(where => where.startsWith('node ')).map(where => find('data-node', where.slice(5)));
  const last = pod ? find('data-pod', pod) : find('data-ip', host) ?? (local ? neighbour : null);
  const asked = places.map(where => /^pod (\S+)/.exec(where)?.[1]).map(name => name && find('data-pod', name));
  return [find('data-agent', journey.from) ?? neighbour, local ? null : find('data-door', door(store, journey)), ...nodes, ...asked, last]
    .filter(Boolean).filter((stop, i, all) => stop !== all[i - 1]);
}

/** Where a way touches an element: a cat in its middle, anything else at its left edge, so that its text stays free. */
function touch(element, frame) {
  const cat = element.matches('.pod') && element.querySelector('.cat');
  const box = (cat || (element.matches('.node') ? element.querySelector('h4') : element)).getBoundingClientRect();
  const left = cat ? box.left + box.width / 2 : element.getBoundingClientRect().left;
  return { x: left - frame.left, y: box.top + box.height / 2 - frame.top };
}

/** By localhost nobody leaves the pod. */
const LOOP = ({ x, y }) => `M${x} ${y}c-46-52 46-52 0 0`;

function curve(points) {
  if (points.length === 1) return LOOP(points[0]);
  return points.map((point, i) => {
    if (i === 0) return `M${point.x} ${point.y}`;
    const half = (points[i - 1].y + point.y) / 2;
    return `C${points[i - 1].x} ${half} ${point.x} ${half} ${point.x} ${point.y}`;
  }).join('');
}

const length = d => svg('path', { d }).getTotalLength();

/** Takes the last request off the drawing. */
export function clearTravel() {
  running++;
  last = null;
  $('.travel').replaceChildren();
  document.querySelectorAll('#drawing .lit, #shot .lit').forEach(element => element.classList.remove('lit'));
}

/** Draws a request on its way; where nothing may move, the way itself. Its stations light up when it gets there. */
export function travel(store, shot, atOnce = still()) {
  clearTravel();
  last = shot;
  const mine = running;
  const layer = $('.travel');
  const frame = layer.getBoundingClientRect();
  const way = stops(store, shot);
  const boxes = [...document.querySelectorAll('#shot svg')].map(one => [...one.querySelectorAll('g')]);
  if (!way.length || frame.width === 0) {
    [...way, ...boxes.flat()].forEach(element => element.classList.add('lit'));
    return;
  }
  const points = way.map(stop => touch(stop, frame));
  const well = shot.journey.outcome === 'OK';
  const reaches = points.length === 1 ? [length(curve(points))] : points.map((_, i) => i === 0 ? 0 : length(curve(points.slice(0, i + 1))));
  const silent = ['UNREACHABLE', 'TIMEOUT'].includes(shot.journey.outcome) && !shot.pod;
  const before = reaches.at(-2) ?? 0;
  const end = silent ? before + (reaches.at(-1) - before) * NOWHERE : reaches.at(-1);
  const path = svg('path', { d: curve(points), class: well ? 'way' : 'way lost' });
  const dot = svg('circle', { r: 7, class: 'dot' });
  const mark = svg('text', { class: well ? 'mark' : 'mark lost', 'text-anchor': 'middle' });
  layer.append(path, dot);
  const show = gone => {
    const { x, y } = path.getPointAtLength(gone);
    dot.setAttribute('cx', x);
    dot.setAttribute('cy', y);
    path.setAttribute('stroke-dasharray', `${gone} 99999`);
    way.forEach((stop, i) => reaches[i] <= gone + 1 && stop.classList.add('lit'));
    boxes.forEach(list => list.forEach((box, i) => gone >= end * (i + 1) / (list.length + 1) && box.classList.add('lit')));
    if (gone < end) return;
    boxes.flat().forEach(box => box.classList.add('lit'));
    dot.remove(); // the cat has it
    mark.textContent = well ? '' : `✘ ${shot.journey.outcome}${shot.journey.status ? ` ${shot.journey.status}` : ''}`;
    mark.setAttribute('x', Math.min(Math.max(x, 60), frame.width - 60));
    mark.setAttribute('y', y - 12);
    layer.append(mark);
  };
  if (atOnce) {
    show(end);
    return;
  }
  const start = performance.now();
  const step = now => {
    if (mine !== running) return;
    const gone = Math.min(end, Math.max(0, now - start) / 1000 * PIXELS_A_SECOND);
    show(gone);
    if (gone < end) requestAnimationFrame(step);
  };
  show(0);
  requestAnimationFrame(step);
}

/** Draws the last request's way anew, for a screen of another width. */
export function travelAgain(store) {
  if (last) travel(store, last, true);
}
