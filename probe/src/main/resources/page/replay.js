import { $ } from './dom.js';
import { time } from './words.js';

/** Nobody wants to wait for what did not happen. */
const LONGEST_PAUSE = 2000;
const TICK = 100;

/** Plays a recording to a store, as the stream did when it was live. */
export function replay(store, { before, changes }) {
  let clock = 0;
  const moments = changes.map((change, i) => clock += i === 0 ? 0 : Math.min(LONGEST_PAUSE, change.at - changes[i - 1].at));
  const menu = changes.findIndex(change => change.topic === 'agents');
  const begun = menu < 0 ? 0 : moments[menu] + TICK;
  const end = begun + Math.max(0, Math.ceil((clock - begun) / TICK)) * TICK; // a slider stands at whole steps only
  const slider = $('#moment');
  let next = 0;
  let timer = null;

  const tell = () => {
    $('#clock').textContent = changes.length ? time(changes[Math.max(0, next - 1)].at) : '';
    slider.setAttribute('aria-valuetext', $('#clock').textContent);
  };
  const until = moment => {
    while (next < changes.length && moments[next] <= moment) store.apply(changes[next++]);
    tell();
  };
  const seek = moment => {
    next = 0;
    while (next < changes.length && moments[next] <= moment) next++;
    const table = new Map(before.map(entry => [`${entry.topic} ${entry.key}`, entry]));
    changes.slice(0, next).forEach(entry => table.set(`${entry.topic} ${entry.key}`, entry));
    store.reset([...table.values()].filter(entry => entry.value !== null));
    tell();
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    $('#play').textContent = '▶ Play';
  };
  const play = () => {
    if (Number(slider.value) >= end) {
      slider.value = begun;
      seek(begun);
    }
    $('#play').textContent = '❚❚ Pause';
    timer = setInterval(() => {
      slider.value = Math.min(end, Number(slider.value) + TICK * Number($('#speed').value));
      until(Number(slider.value));
      if (Number(slider.value) >= end) stop();
    }, TICK);
  };

  slider.min = begun;
  slider.max = end;
  slider.step = TICK;
  slider.value = begun;
  slider.addEventListener('input', () => { stop(); seek(Number(slider.value)); });
  $('#play').addEventListener('click', () => timer ? stop() : play());
  $('#player').addEventListener('submit', event => event.preventDefault());
  $('#player').hidden = false;
  seek(begun);
}
