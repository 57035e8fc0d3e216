import { $, drawing, fill, h, sync, table } from './dom.js';
import { SIGNS } from './words.js';

const seconds = (mark, marks) => `${((mark.at - marks[0].at) / 1000).toFixed(1)} s`;

function lanes(race) {
  return table('What became of every request; an outage is the longest span without a success', ['Path', 'Connections', 'Sent', 'Answered', 'Lost', 'Outage', 'Outcomes'],
    race.lanes.map(lane => ({ lane, cells: [lane.path, lane.connection, String(lane.sent), String(lane.answered),
      h('span', { class: lane.lost ? 'fail' : '' }, String(lane.lost)), lane.lost ? `${lane.outageMillis} ms` : '–',
      Object.entries(lane.outcomes).map(([outcome, count]) => `${outcome} ${count}`).join(', ')] })), ({ lane }) => ({ 'data-lane': `${lane.path}, ${lane.connection}` }));
}

/** What there is to tell of a race. */
const parts = race => [
  h('h3', {}, race.verdict ? h('span', { class: race.verdict.toLowerCase() }, `${SIGNS[race.verdict]} ${race.verdict} `) : '', race.name.replaceAll('-', ' ')),
  h('p', {}, race.reason ?? (race.marks.length ? 'Under way: the lanes run.' : 'Under way: first the whole lab is looked at, it must be well.')),
  h('ol', { class: 'marks' }, race.marks.map(mark => h('li', {}, h('span', { class: 'soft' }, seconds(mark, race.marks)), ` ${mark.text}`))),
  race.drawing && h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Who answered, over time' }, drawing(race.drawing)),
  race.drawing && h('p', { class: 'key', 'aria-hidden': true }, 'Answered by ', h('i', { class: 'gen0' }), ' pods of the start ',
    [1, 2, 3, 4].map(i => h('i', { class: `gen${i}` })), ' pods that came later ', h('i', { class: 'lost' }), ' lost'),
  race.lanes.length ? lanes(race) : null,
  race.remarks.length ? h('ul', { class: 'soft' }, race.remarks.map(remark => h('li', {}, remark))) : null];

/** The races that were made since the page was opened, the latest first. One that is as it was keeps focus and place. */
export function drawRaces(store) {
  sync($('#races'), store.entries('race').sort((a, b) => b.at - a.at).map(entry => entry.value), race => race.name,
    race => h('article', { class: 'check', 'data-race': race.name }), (article, race) => {
      article.dataset.verdict = race.verdict ?? '';
      fill(article, parts(race));
    });
}
