import { $, h, still, svg, sync } from './dom.js';
import { doors, endpoints, place, podName, podState, shortener } from './words.js';

const HEAD = 'M6 15 4 2l10 6q6-2 12 0L36 2l-2 13q4 17-14 21Q2 32 6 15z';
const EYES = {
  open: 'M14 16a3 3 0 0 1 0 6a3 3 0 0 1 0-6zM26 16a3 3 0 0 1 0 6a3 3 0 0 1 0-6z',
  shut: 'M10.500 19q3.500 4 7 0q-3.500 2.500-7 0zM22.500 19q3.500 4 7 0q-3.500 2.500-7 0z' };
const GONE_MILLIS = 1500;

/** A pod is a cat: awake when it is ready, asleep when it is not. */
const cat = () => svg('svg', { viewBox: '0 0 40 38', class: 'cat', 'aria-hidden': 'true' },
  svg('path', { d: HEAD, class: 'fur' }), svg('path', { class: 'eyes' }), svg('path', { d: 'm18 25h4l-2 3z', class: 'nose' }));

const furs = [];
/** The same workload has the same fur. */
function fur(workload) {
  if (!furs.includes(workload)) furs.push(workload);
  return `fur${workload === 'service-a' ? 0 : workload === 'service-b' ? 1 : 2 + furs.indexOf(workload) % 3}`;
}

function makePod(pod) {
  return h('li', { class: `pod ${fur(pod.workload)}`, 'data-pod': pod.name }, cat(),
    h('div', {}, h('b', {}), ' ', h('code', {}), h('span', { class: 'ip' }), h('span', { class: 'state' }), h('span', { class: 'sidecar' })));
}

function updatePod(element, { at, value: pod }) {
  const [workload, last] = podName(pod);
  const state = podState(pod);
  element.dataset.state = state;
  element.dataset.at = at;
  element.dataset.ip = pod.ip ?? '';
  element.title = `${pod.name}${pod.restarts ? `, restarted ${pod.restarts} times` : ''}`;
  element.querySelector('b').textContent = workload;
  element.querySelector('code').textContent = last;
  element.querySelector('.ip').textContent = pod.ip ?? 'no address yet';
  element.querySelector('.state').textContent = state + (pod.restarts ? ` ↻${pod.restarts}` : '');
  element.querySelector('.sidecar').textContent = pod.containers.includes('sidecar') ? 'sidecar on localhost' : '';
  element.querySelector('.eyes').setAttribute('d', state === 'ready' ? EYES.open : EYES.shut);
}

/** Who is deleted is seen to go. */
function leave(element) {
  element.dataset.gone = 'gone';
  element.dataset.state = 'gone';
  element.querySelector('.state').textContent = 'gone';
  setTimeout(() => element.remove(), still() ? 0 : GONE_MILLIS);
}

function pips(pods) {
  const unique = [...new Map(pods.map(pod => [pod.pod, pod])).values()];
  const ready = unique.filter(pod => pod.ready).length;
  return h('span', { class: 'pips' }, h('span', { 'aria-hidden': 'true' }, unique.map(pod => h('i', { class: pod.ready ? 'full' : '' }))),
    ` ${ready} ready`);
}

function chip(name, kind, lines, pods, trouble, data = {}) {
  return h('li', { class: `chip${trouble ? ' trouble' : ''}`, ...data },
    h('b', {}, name), ' ', h('span', { class: 'kind' }, kind), lines.map(line => h('code', {}, line)), pods && pips(pods),
    trouble && h('strong', { class: 'fail' }, `✘ ${trouble}`));
}

function put(band, chips) {
  const list = $(`[data-band=${band}]`);
  list.replaceChildren(...chips);
  list.parentElement.hidden = chips.length === 0;
}

function drawDoors(store) {
  const agents = store.one('agents')?.value ?? [];
  put('outside', agents.filter(agent => agent === 'outside').map(agent =>
    chip('a client outside', 'agent', [], null, null, { 'data-agent': agent })));
  put('doors', doors(store).map(door => chip(door.name, door.kind, [...door.address ? [door.address] : [],
    ...door.rules.map(rule => `${rule.host ?? ''}${rule.path} → ${rule.services.join(', ')}`)], door.pods,
    door.broken ? 'leads nowhere' : !door.pods.some(pod => pod.ready) && !door.service?.empty ? 'nobody behind it' : null,
    { 'data-door': door.key })));
  put('services', store.all('service').filter(service => ['ClusterIP', 'Headless', 'ExternalName'].includes(service.type)).map(service => {
    const pods = endpoints(store, service.name);
    return chip(service.name, service.type, [service.clusterIp ? `${service.clusterIp}:${service.port}` : service.type === 'Headless' ? 'the pods’ own addresses' : 'an alias'],
      service.type === 'ExternalName' ? null : pods,
      !pods.some(pod => pod.ready) && !service.empty && service.type !== 'ExternalName' ? 'nobody behind it' : null,
      { 'data-door': `Service ${service.name}`, 'data-service': service.name });
  }));
}

/** The whole drawing, from what is known now. */
export function drawCluster(store) {
  const short = shortener(store);
  drawDoors(store);
  const pods = store.entries('pod');
  const agents = store.one('agents')?.value ?? [];
  const nodes = [...store.all('node')].sort((a, b) => a.name.localeCompare(b.name));
  const nowhere = pods.filter(({ value: pod }) => !pod.node && !pod.agent);
  sync($('.nodes'), [...nodes, ...nowhere.length ? [{ name: '', ip: 'nobody has decided where they go', ready: true, schedulable: true }] : []],
    node => node.name,
    node => h('li', { class: 'node', 'data-node': node.name }, h('h4', {}), h('p', { class: 'ip' }), h('ul', { class: 'agents' }), h('ul', { class: 'pods' })),
    (element, node) => {
      element.classList.toggle('trouble', !node.ready);
      element.querySelector('h4').textContent = (node.name ? short(node.name) : 'nowhere yet') + (node.ready ? '' : ', not ready') + (node.schedulable ? '' : ', takes no new pods');
      element.querySelector('.ip').textContent = node.ip ?? '';
      element.querySelector('.agents').replaceChildren(...agents.filter(agent => agent.endsWith(`:${node.name}`) && node.name).map(agent =>
        h('li', { 'data-agent': agent, title: place(agent, short) }, agent.startsWith('pod') ? 'a pod that asks' : 'the node asks')));
      sync(element.querySelector('.pods'), pods.filter(({ value: pod }) => !pod.agent && (pod.node ?? '') === node.name)
        .sort((a, b) => a.value.created.localeCompare(b.value.created) || a.key.localeCompare(b.key)),
        entry => entry.value.uid, entry => makePod(entry.value), updatePod, leave);
    });
}
