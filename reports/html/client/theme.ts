/** Dark or light: the system's setting, unless the reader changes it. */
import { h } from './dom.js';

/** A button that changes it. */
export function themeButton(): HTMLButtonElement {
  const element = h('button', { type: 'button', id: 'theme', class: 'theme' }, 'dark / light');
  element.addEventListener('click', () => {
    const root = document.documentElement;
    const isDark =
      root.dataset.theme === undefined
        ? matchMedia('(prefers-color-scheme: dark)').matches
        : root.dataset.theme === 'dark';
    root.dataset.theme = isDark ? 'light' : 'dark';
    document.dispatchEvent(new Event('themechange'));
  });
  return element;
}
