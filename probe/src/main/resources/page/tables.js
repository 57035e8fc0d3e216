import { $, h, renew, table } from './dom.js';
import { doors, endpoints, podState, shortener, time } from './words.js';

const rows = list => list.map(cells => ({ cells }));
const ready = pods => [...new Set(pods.filter(pod => pod.ready).map(pod => pod.pod))];

/** The same as the drawing, for who does not want pictures that move. */
export function drawTables(store) {
  const short = shortener(store);
  const pods = store.entries('pod').filter(entry => !entry.value.agent).sort((a, b) => a.key.localeCompare(b.key));
  [
    table('Nodes', ['Node', 'Address', 'State'], rows(store.all('node').map(node => [short(node.name), node.ip,
      `${node.ready ? 'ready' : 'not ready'}${node.schedulable ? '' : ', takes no new pods'}`]))),
    table('Pods', ['Pod', 'Node', 'Address', 'State', 'Restarts', 'Containers', 'So since'], rows(pods.map(({ at, value: pod }) => [pod.name,
      pod.node ? short(pod.node) : 'nowhere yet', pod.ip, podState(pod), String(pod.restarts), pod.containers.join(', '), time(at)]))),
    table('Names for every day', ['Door', 'Kind', 'Address', 'Leads to', 'Ready pods'], rows(doors(store).map(door => [door.name, door.kind, door.address,
      door.rules.length ? h('ul', {}, door.rules.map(rule => h('li', {}, `${rule.host ?? ''}${rule.path} → ${rule.services.join(', ')}`))) : 'its pods',
      String(ready(door.pods).length)]))),
    table('The dignified names', ['Service', 'Kind', 'ClusterIP', 'Pods that are ready'], rows(store.all('service').map(service => [service.name, service.type,
      service.clusterIp ? `${service.clusterIp}:${service.port}` : null, ready(endpoints(store, service.name)).join(', ') || (service.empty ? 'none, as it should be' : 'none')])))]
    .forEach((now, i) => renew($('#tables').children[i] ?? $('#tables').appendChild(h('div')), now));
}
