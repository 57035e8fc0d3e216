/** An element with attributes, listeners (on…) and children; text is text and never markup. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes ?? {}).forEach(([name, value]) => {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
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

/** A table; cells are texts or elements, the first of a row is its header. */
export function table(caption, heads, rows, attributes = () => ({})) {
  return h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', {}, caption), h('thead', {}, h('tr', {}, heads.map(head => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, rows.map(row => h('tr', attributes(row),
        row.cells.map((cell, i) => i === 0 ? h('th', { scope: 'row' }, cell) : h('td', {}, cell ?? '–')))))));
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
  items.forEach((item, i) => {
    const name = String(key(item));
    const child = old.get(name) ?? make(item);
    child.dataset.key = name;
    old.delete(name);
    update(child, item);
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
  });
  old.forEach(leave);
}

export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
export const $ = selector => document.querySelector(selector);
