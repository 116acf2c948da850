/** Dark or light: as the reader's system is set, until the reader changes it on the page. */
import { h } from './dom.js';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

/** A button that changes it. From then on the page no longer follows the system. */
export function themeButton(): HTMLButtonElement {
  const root = document.documentElement;
  let isChosen = false;
  const show = (isDark: boolean): void => {
    root.dataset.theme = isDark ? 'dark' : 'light';
    document.dispatchEvent(new Event('themechange'));
  };
  show(systemIsDark.matches);
  systemIsDark.addEventListener('change', ({ matches }) => {
    if (!isChosen) show(matches);
  });
  const element = h('button', { type: 'button', id: 'theme', class: 'theme' }, 'dark / light');
  element.addEventListener('click', () => {
    isChosen = true;
    show(root.dataset.theme !== 'dark');
  });
  return element;
}
