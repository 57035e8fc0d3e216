/** An element with attributes, listeners (on…) and children; text is text and never markup. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes ?? {}).forEach(([name, value]) => {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, name.startsWith('aria-') ? 'true' : '');
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  });
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** An element of a drawing. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}

/** Gives an element these children, if they are others: what is being read, or was read out, is left alone. */
export function fill(element, ...children) {
  const next = h('div', {}, ...children);
  if (next.innerHTML !== element.innerHTML) element.replaceChildren(...next.childNodes);
}

/** A table; cells are texts or elements, the first of a row is its header. */
export function table(caption, heads, rows, attributes = () => ({})) {
  return h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', {}, caption), h('thead', {}, h('tr', {}, heads.map(head => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, rows.map(row => h('tr', { ...attributes(row), 'data-key': row.cells.slice(0, 2).join(' ') },
        row.cells.map((cell, i) => i === 0 ? h('th', { scope: 'row' }, cell) : h('td', {}, cell ?? '–')))))));
}

/** Draws a table in the place of one that is there: its scroller keeps focus and place, and so do rows that stay. */
export function renew(old, next) {
  const body = old.querySelector('tbody');
  if (!body) return old.replaceWith(next);
  sync(body, [...next.querySelectorAll('tbody tr')], row => row.dataset.key, row => row, (row, now) => {
    if (row.isEqualNode(now)) return;
    Object.assign(row.dataset, now.dataset);
    row.replaceChildren(...now.childNodes);
  });
}

/** A drawing that the probe made, as an element. It holds no script: the probe escapes what it quotes, and the policy forbids any. */
export function drawing(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return template.content.firstElementChild;
}

/** Makes the children of a parent those of the items, and leaves alone those that stay: they keep focus and movement. */
export function sync(parent, items, key, make, update, leave = child => child.remove()) {
  const old = new Map([...parent.children].filter(child => !child.dataset.gone).map(child => [child.dataset.key, child]));
  const children = items.map(item => {
    const name = String(key(item));
    const child = old.get(name) ?? make(item);
    child.dataset.key = name;
    old.delete(name);
    update(child, item);
    return child;
  });
  old.forEach(leave); // first: who is moved loses the focus
  children.forEach((child, i) => {
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
  });
}

export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
export const $ = selector => document.querySelector(selector);
