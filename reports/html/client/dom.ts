/**
 * Builds elements. Text only ever becomes text nodes and attribute values: no name of a scenario can
 * become markup, and there is no way here to set HTML.
 */

export type Child = Node | string | false | undefined;

/** Attributes by name; `false` and undefined leave one out, true sets an empty one. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const svgSpace = 'http://www.w3.org/2000/svg';

/** An HTML element. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

/** An SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svgSpace, tag);
  fill(element, attributes, children);
  return element;
}

/** Takes out what is in an element and puts the children in. */
export function replace(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...shown(children));
}

/** A table with a caption for screen readers, and cells of text or nodes. */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Child[])[],
): HTMLTableElement {
  return h(
    'table',
    {},
    h('caption', { class: 'hidden' }, caption),
    h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map(cell)))),
  );
}

function cell(child: Child, place: number): HTMLElement {
  return place === 0 ? h('th', { scope: 'row' }, child) : h('td', {}, child);
}

function fill(element: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...shown(children));
}

function shown(children: readonly Child[]): (Node | string)[] {
  return children.filter((child) => child !== undefined && child !== false);
}
