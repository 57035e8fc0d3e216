import { $, h } from './dom.js';
import { podName, podState, shortener, time } from './words.js';

const MOST = 80;

function ofPod({ value: pod }, old, short) {
  const known = pod ?? old.value;
  const name = podName(known).join(' ');
  if (known.agent) return null;
  if (!pod) return `${name} is gone`;
  if (!old) return `${name} is there${pod.node ? `, on ${short(pod.node)}` : ''}`;
  const before = podState(old.value);
  const now = podState(pod);
  return now === before ? null : now === 'ending' ? `${name} is told to end` : `${name} is ${now}`;
}

function ofSlice({ value: slice }, old) {
  const ready = one => one?.endpoints.filter(endpoint => endpoint.ready).length ?? 0;
  return ready(slice) === ready(old?.value) ? null : `${(slice ?? old.value).service}: ${ready(old?.value)} → ${ready(slice)} ready pods behind it`;
}

function sentence(entry, old, short) {
  switch (entry.topic) {
    case 'pod': return ofPod(entry, old, short);
    case 'slice': return ofSlice(entry, old);
    case 'turn': return entry.value ? entry.value.title : null;
    case 'said': return entry.value?.text ?? null;
    case 'race': return entry.value?.marks.length > (old?.value.marks.length ?? 0) ? entry.value.marks.at(-1).text : null;
    case 'link': return old && entry.value.live !== old.value.live ? (entry.value.live ? 'the API server is back' : 'the API server does not answer') : null;
    default: return null;
  }
}

/** Writes down what a change means, if it means something. */
export function note(store, entry, old) {
  const text = sentence(entry, old, shortener(store));
  if (text) write(entry.at, text);
}

/** Writes a line. */
export function write(at, text) {
  $('#entries').prepend(h('li', {}, h('time', {}, time(at)), ` ${text}`));
  while ($('#entries').children.length > MOST) $('#entries').lastElementChild.remove();
}

export const forget = () => $('#entries').replaceChildren();
