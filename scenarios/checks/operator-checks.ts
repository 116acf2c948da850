/**
 * Operator actions without effect: killing a push that has not begun, changing nothing, registering hooks that the file does not have. What
 * Venice itself refuses in a run is not rejected here: a scenario may show it. Reads the unvalidated values.
 */

import { type DeclaredNames, pushEntries } from '../declared-names.js';
import { type Diagnostic, flawAt, foundText } from '../diagnostic.js';
import { entries, instantAt, part, textAt } from '../document-parts.js';
import { didYouMean, nameList } from '../near-miss.js';

/** All actions of the timeline that have no effect. */
export function operatorChecks(file: unknown, known: DeclaredNames): Diagnostic[] {
  return (entries(file, 'timeline') ?? []).flatMap((entry, index): Diagnostic[] => {
    switch (textAt(entry, 'operator')) {
      case 'kill-push':
        return killsNothing(file, known, entry, index);
      case 'set-store':
        return changesNothing(entry, index, ['migrating', 'writes']);
      case 'update-store':
        return [
          ...changesNothing(entry, index, ['hooks', 'hookConfig']),
          ...unknownHooks(file, entry, index),
        ];
      default:
        return [];
    }
  });
}

function killsNothing(
  file: unknown,
  known: DeclaredNames,
  entry: unknown,
  index: number,
): Diagnostic[] {
  const name = textAt(entry, 'push');
  const push = pushEntries(file).find((each) => textAt(each, 'push') === name);
  const [killed, starts] = [instantAt(entry, known.start), instantAt(push, known.start)];
  if (killed === undefined || starts === undefined || killed >= starts) return [];
  return flawAt(['timeline', index, 'at'], {
    message: `${name} has not begun at that time, so nothing can be killed`,
    expected: `an instant from ${textAt(push, 'at')} on`,
    found: foundText(part(entry, 'at')),
    hint: 'kill it later, or let the push begin earlier',
  });
}

function changesNothing(entry: unknown, index: number, keys: readonly string[]): Diagnostic[] {
  if (keys.some((key) => part(entry, key) !== undefined)) return [];
  return flawAt(['timeline', index, 'operator'], {
    message: `this ${textAt(entry, 'operator')} changes nothing`,
    expected: `at least one of ${keys.join(' and ')}`,
    found: 'neither',
    hint: 'say what is to change, or remove the entry',
  });
}

/** A blank name stays: Venice refuses it in the run. */
function unknownHooks(file: unknown, entry: unknown, index: number): Diagnostic[] {
  const declared = (entries(file, 'hooks') ?? []).flatMap((hook) => textAt(hook, 'hook') ?? []);
  const hasOwn = (entries(file, 'hooks') ?? []).some((hook) => part(hook, 'module') !== undefined);
  if (hasOwn) return [];
  return (entries(entry, 'hooks') ?? []).flatMap((name, place): Diagnostic[] => {
    if (typeof name !== 'string' || name.trim() === '' || declared.includes(name)) return [];
    const near = didYouMean(name, declared);
    return flawAt(['timeline', index, 'hooks', place], {
      message: `the file has no hook ${foundText(name)} that could be registered`,
      expected:
        declared.length === 0
          ? 'a hook of the section hooks, which is empty'
          : `one of ${nameList(declared)}`,
      found: foundText(name),
      hint:
        near ??
        'add it to the section hooks with its fields; hooks it does not name are switched off for the store',
    });
  });
}
