/** Names of nodes without what all of them begin with, wherever they stand in a text as a whole. */
export function shortener(store) {
  const names = store.all('node').map(node => node.name);
  if (names.length < 2) return name => name;
  let shared = names[0];
  while (!names.every(name => name.startsWith(shared))) shared = shared.slice(0, -1);
  const prefix = shared.slice(0, shared.lastIndexOf('-') + 1);
  if (!prefix) return name => name;
  const whole = new RegExp(`(?<![a-z0-9])(?:${names.join('|').replaceAll('.', '\\.')})(?![a-z0-9])`, 'g');
  return text => String(text ?? '').replace(whole, name => name.slice(prefix.length));
}

/** "service-b" and "mh5vd" of service-b-7d9c8b6f4c-mh5vd. */
export function podName(pod) {
  const last = pod.name.slice(pod.name.lastIndexOf('-') + 1);
  return [pod.workload, pod.name === pod.workload ? '' : last];
}

/** What a pod does, in one word. */
export function podState(pod) {
  return pod.deleting ? 'ending' : pod.ready ? 'ready' : pod.phase === 'Pending' ? 'starting' : pod.phase === 'Running' ? 'not ready' : pod.phase.toLowerCase();
}

export const time = at => new Date(at).toTimeString().slice(0, 8);
export const millis = value => value === null || value === undefined ? '–' : value < 1 ? value.toFixed(2) : value < 10 ? value.toFixed(1) : value.toFixed(0);

/** Where an agent stands, for a person. */
export function place(agent, short) {
  const [kind, node] = agent.split(/:(.*)/s);
  return kind === 'outside' ? 'outside the cluster' : kind === 'neighbour' ? 'inside service-a’s own pod'
    : kind === 'pod' ? `a pod on ${short(node)}` : `the node ${short(node)}`;
}

export const SIGNS = { PASS: '✔', FAIL: '✘', SKIPPED: '○', INCONCLUSIVE: '?' };
export const outcome = check => check.outcome === 'HTTP_ERROR' ? `HTTP ${check.status}` : check.outcome;
export const isClosed = check => check.verdict === 'PASS' && check.outcome !== null && check.outcome !== 'OK';

/** The pods behind a Service, as its EndpointSlices say. */
export function endpoints(store, service) {
  return store.all('slice').filter(slice => slice.service === service).flatMap(slice => slice.endpoints);
}

/** The doors that strangers know: Ingresses, routes of a Gateway, load balancers, node ports. */
export function doors(store) {
  const services = store.all('service');
  const routes = store.all('route');
  const gateways = routes.filter(route => route.kind === 'Gateway');
  return [
    ...routes.filter(route => route.kind !== 'Gateway').sort((a, b) => b.kind.localeCompare(a.kind)).map(route => ({
      key: `${route.kind} ${route.name}`, kind: route.kind, name: route.name,
      address: route.address ?? gateways.find(gateway => route.gateways.includes(gateway.name))?.address ?? null,
      rules: route.rules, pods: route.rules.flatMap(rule => rule.services.flatMap(name => endpoints(store, name))),
      broken: route.rules.some(rule => rule.services.some(name => !services.some(service => service.name === name))) })),
    ...['LoadBalancer', 'NodePort'].flatMap(type => services.filter(service => service.type === type)).map(service => ({
      key: `Service ${service.name}`, kind: service.type, name: service.name, service,
      address: service.type === 'LoadBalancer' ? service.address : `every node :${service.nodePort}`,
      rules: [], pods: endpoints(store, service.name), broken: service.type === 'LoadBalancer' && !service.address }))];
}
