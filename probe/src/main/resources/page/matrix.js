import { $, fill, h, renew, sync, table } from './dom.js';
import { isClosed, millis, outcome, shortener, SIGNS, place } from './words.js';

const VANTAGES = ['same-pod', 'same-node', 'other-node', 'node', 'outside'];
const WORST = ['FAIL', 'INCONCLUSIVE', 'SKIPPED', 'PASS'];
let chosen = null;

const checks = store => store.entries('check').sort((a, b) => a.value.order - b.value.order || a.key.localeCompare(b.key));
const of = (store, path, vantage) => checks(store).filter(({ value }) => value.path === path && value.vantage === vantage);
const name = (check, short) => short(check.id.slice(check.path.length + 1));

function tallies(list) {
  const count = verdict => list.filter(({ value }) => value.verdict === verdict).length;
  const open = list.filter(({ value }) => value.verdict === 'PASS' && !isClosed(value)).length;
  const closed = list.filter(({ value }) => isClosed(value)).map(({ value }) => outcome(value));
  return [
    open && h('span', { class: 'pass' }, `✔ ${open}`, h('span', { class: 'unseen' }, ' passed')),
    ...[...new Set(closed)].map(what => h('span', { class: 'closed' }, h('i', { class: 'door', 'aria-hidden': true }),
      ` ${what}${closed.filter(one => one === what).length > 1 ? ` ×${closed.filter(one => one === what).length}` : ''}`, h('span', { class: 'unseen' }, ', rightly'))),
    count('FAIL') && h('span', { class: 'fail' }, `✘ ${count('FAIL')} failed`),
    count('INCONCLUSIVE') && h('span', { class: 'inconclusive' }, `? ${count('INCONCLUSIVE')} inconclusive`),
    count('SKIPPED') && h('span', { class: 'skipped' }, `○ ${count('SKIPPED')} skipped`)];
}

/** Room for what details() tells. */
const room = () => [h('p'), h('dl'), h('p', { class: 'live' })];

function details(element, check, fire, short) {
  const [head, list, buttons] = [...element.children].slice(-3);
  const pairs = [['Asked', check.target && h('code', {}, check.target)], ['Expected', check.expected], ['Observed', check.observed], ['Why', check.why],
    ['Again', check.reproduce && h('code', {}, check.reproduce)]];
  fill(head, h('b', { class: check.verdict.toLowerCase() }, `${SIGNS[check.verdict]} ${check.verdict}`), ' ', name(check, short),
    check.provisional ? ' (not final yet)' : '');
  fill(list, pairs.filter(([, text]) => text).flatMap(([title, text]) => [h('dt', {}, title), h('dd', {}, text)]));
  const last = new Map(check.calls.map(call => [call.from, call])); // the last of a failed check's is the one that failed
  buttons.hidden = !last.size;
  sync(buttons, [...last.values()], call => call.from, () => h('button', { type: 'button', class: 'small' }), (button, call) => {
    button.onclick = () => fire(check, call);
    fill(button, `Fire from ${place(call.from, short)}`);
  });
}

/** Path × vantage, what is wrong, and the checks of the cell that was chosen. */
export function drawMatrix(store, fire) {
  const short = shortener(store);
  const all = checks(store);
  const since = store.one('turn')?.value.kind === 'verify' ? store.one('turn').at : 0;
  const vantages = [...VANTAGES, ...new Set(all.map(({ value }) => value.vantage).filter(one => !VANTAGES.includes(one)))]
    .filter(vantage => all.some(({ value }) => value.vantage === vantage));
  const paths = (store.one('menu')?.value.paths ?? []).map(path => path.name).filter(path => all.some(({ value }) => value.path === path));
  fill($('#matrix thead'), h('tr', {}, h('th', { scope: 'col' }, 'Path'), vantages.map(one => h('th', { scope: 'col' }, one))));
  sync($('#matrix tbody'), paths, path => path, path => h('tr', {}, h('th', { scope: 'row' }, path)), (row, path) => {
    const columns = vantages.map(vantage => ({ vantage, list: of(store, path, vantage) }));
    [...row.children].slice(1 + columns.length).forEach(cell => cell.remove());
    columns.forEach(({ vantage, list }, i) => {
      const cell = row.children[i + 1] ?? row.appendChild(h('td', {}));
      const verdict = WORST.find(one => list.some(({ value }) => value.verdict === one)) ?? '';
      cell.className = verdict === 'FAIL' ? 'failed' : list.length && list.every(({ value }) => isClosed(value)) ? 'shut' : '';
      cell.classList.toggle('old', list.some(({ at }) => at < since));
      if (!list.length) return cell.replaceChildren(h('span', { class: 'soft' }, h('span', { 'aria-hidden': true }, '·'), h('span', { class: 'unseen' }, 'no check')));
      let button = cell.querySelector('button');
      if (!button) cell.replaceChildren(button = h('button', { type: 'button' }));
      button.onclick = () => { chosen = chosen?.path === path && chosen.vantage === vantage ? null : { path, vantage }; drawMatrix(store, fire); };
      button.dataset.path = path;
      button.dataset.vantage = vantage;
      button.dataset.verdict = verdict;
      button.setAttribute('aria-expanded', String(chosen?.path === path && chosen.vantage === vantage));
      button.replaceChildren(...tallies(list).filter(Boolean));
    });
  });
  const wrong = all.filter(({ value }) => value.verdict === 'FAIL' || value.verdict === 'INCONCLUSIVE');
  sync($('#wrong'), wrong, ({ value }) => value.id, ({ value }) => h('li', { 'data-wrong': value.id },
    h('p', { class: 'soft' }, `${value.path} from ${value.vantage}`), room()), (item, { value }) => {
    item.className = `check ${value.verdict.toLowerCase()}-box`;
    details(item, value, fire, short);
  });
  $('#cell').hidden = !chosen;
  if (chosen) {
    fill($('#cell h3'), `${chosen.path} from ${chosen.vantage}`);
    sync($('#cell div'), of(store, chosen.path, chosen.vantage), ({ value }) => value.id, () => h('div', { class: 'check' }, room()),
      (item, { value }) => details(item, value, fire, short));
  }
  renew($('#every > div'), table('Every check', ['Check', 'From', 'Expected', 'Outcome', 'Verdict', 'Answered by', 'Source seen', 'ms'],
    all.map(({ value }) => ({ check: value, cells: [short(value.id), value.vantage, value.expected, outcome(value), h('span', { class: value.verdict.toLowerCase() },
      `${SIGNS[value.verdict]} ${value.verdict}`), value.answeredBy, value.peerSeen, millis(value.millis)] })),
    ({ check }) => ({ 'data-check': check.id, 'data-verdict': check.verdict })));
  const report = store.one('report')?.value;
  $('#verified').textContent = !report ? 'Nothing has been verified yet.' : `Verified ${report.made.replace('T', ' ').replace('Z', ' UTC')}: ${report.summary.passed} passed, `
    + `${report.summary.failed} failed, ${report.summary.skipped} skipped, ${report.summary.inconclusive} inconclusive. `
    + `Kubernetes ${report.cluster.kubernetesVersion}, kube-proxy ${report.cluster.proxyMode}, pod network ${report.cluster.cni}.`
    + (report.cluster.inUseBy ? ` Made beside ${report.cluster.inUseBy}: what went wrong may be its doing.` : '');
}
