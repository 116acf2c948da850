/**
 * The code that runs first in the sandbox of a hook module. It is text, because everything it makes must belong to the sandbox: a hook reaches
 * no object of the host. It refuses what hooks may not use, limits the built-in functions that no time limit can interrupt, freezes views and
 * values, catches exceptions, and turns every answer into JSON of limited size, so that only JSON texts leave the sandbox.
 */

/** Elements of a list, and characters of a text that is repeated or padded, that built-in functions accept. */
const elementsMax = 1_000_000;

/** Characters of one text, values in all, and nested levels of an answer or an export. */
export const answerCaps = { characters: 10_000, values: 2_000, levels: 20 } as const;

/** In JSON from the sandbox, a text with this prefix stands for a value that JSON does not have: `function`, `undefined`, `NaN` and the like. */
export const notJson = '\u0000';

/** What stands for an object with a function `then`. */
export const laterAnswer = Symbol('a promise');

/** An expression: a function of the names that are forbidden, which makes the sandbox's global functions. */
export const sandboxScript = `((forbidden) => {
'use strict';
const { parse, stringify } = JSON;
const { apply, defineProperty, ownKeys } = Reflect;
const { freeze } = Object;
const { isArray } = Array;
const { isFinite } = Number;
const { slice } = String.prototype;
const HookError = Error;
const asText = String;
const cut = (text, most) => (text.length <= most ? text : apply(slice, text, [0, most]));

const messageOf = (error) => {
  try { return cut(asText(error), 500); } catch { return 'an exception that cannot be read'; }
};
const stackOf = (error) => {
  try {
    const stack = error.stack;
    return typeof stack === 'string' ? cut(stack, 4000) : '';
  } catch { return ''; }
};
defineProperty(HookError, 'prepareStackTrace', { value: (error, frames) => {
  let text = messageOf(error);
  for (let index = 0; index < frames.length; index += 1) text += '\\n    at ' + asText(frames[index]);
  return text;
} });
defineProperty(globalThis, 'Error', { value: HookError, writable: false, configurable: false });

let used = '';
for (const name of forbidden) {
  const steps = name.split('.');
  const last = steps.pop();
  const holder = steps.reduce((part, step) => part[step], globalThis);
  const refuse = () => {
    const error = new HookError('a hook may not use ' + name);
    if (used === '') used = '{"name":' + stringify(name) + ',"stack":' + stringify(stackOf(error)) + '}';
    throw error;
  };
  if (holder === undefined) continue;
  if (holder === globalThis) defineProperty(holder, last, { get: refuse });
  else defineProperty(holder, last, { value: refuse, writable: false, configurable: false });
}

const limit = (holder, name, excess) => {
  const original = holder[name];
  const limited = { [name](...given) {
    if (excess(this, given) > ${elementsMax}) throw new RangeError(name + ' of more than ${elementsMax} elements');
    return apply(original, this, given);
  } };
  defineProperty(holder, name, { value: limited[name] });
};
const quick = ['constructor', 'at', 'keys', 'values', 'entries', 'push', 'pop', 'toString'];
for (const name of ownKeys(Array.prototype))
  if (typeof Array.prototype[name] === 'function' && typeof name === 'string' && !quick.includes(name))
    limit(Array.prototype, name, (list) => list?.length);
limit(Array, 'from', (_, given) => given[0]?.length);
limit(String.prototype, 'repeat', (text, given) => asText(text).length * given[0]);
limit(String.prototype, 'padStart', (_, given) => given[0]);
limit(String.prototype, 'padEnd', (_, given) => given[0]);

const excess = freeze(new HookError('the answer is too large'));
let excessOf = '';
const refuseExcess = (text) => { excessOf = text; throw excess; };
let valuesLeft = 0;
const special = (text) => stringify('${notJson.replace('\0', '\\0')}' + text);
const plain = (value, level) => {
  valuesLeft -= 1;
  if (valuesLeft < 0) refuseExcess('more than ${answerCaps.values} values');
  if (value === null) return 'null';
  if (typeof value === 'string') {
    if (value.length > ${answerCaps.characters}) refuseExcess('a text of ' + value.length + ' characters');
    return stringify(value);
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return isFinite(value) ? stringify(value) : special(asText(value));
  if (typeof value !== 'object') return special(typeof value);
  if (level > ${answerCaps.levels}) refuseExcess('more than ${answerCaps.levels} levels');
  if (typeof value.then === 'function') return special('promise');
  let text = '';
  if (isArray(value)) {
    const { length } = value;
    if (length > valuesLeft) refuseExcess('a list of ' + length + ' elements');
    for (let index = 0; index < length; index += 1) text += (index === 0 ? '' : ',') + plain(value[index], level + 1);
    return '[' + text + ']';
  }
  const keys = ownKeys(value);
  if (keys.length > valuesLeft) refuseExcess('an object of ' + keys.length + ' keys');
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index];
    if (typeof key !== 'string') continue;
    if (key.length > ${answerCaps.characters}) refuseExcess('a key of ' + key.length + ' characters');
    text += (text === '' ? '' : ',') + stringify(key) + ':' + plain(value[key], level + 1);
  }
  return '{' + text + '}';
};

let hook;
let readsSignals = false;
const attempt = (work) => {
  valuesLeft = ${answerCaps.values};
  excessOf = '';
  try { return '{"said":' + plain(work(), 0) + '}'; } catch (error) {
    if (error === excess) return '{"excess":' + stringify(excessOf) + '}';
    return '{"threw":' + stringify(messageOf(error)) + ',"stack":' + stringify(stackOf(error)) + '}';
  }
};

const frozen = (value) => {
  if (typeof value !== 'object' || value === null) return value;
  const keys = ownKeys(value);
  for (let index = 0; index < keys.length; index += 1) frozen(value[keys[index]]);
  return freeze(value);
};

const days = frozen(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
const field = (type, meaning, details) => ({ type, meaning, optional: false, ...details });
const offered = freeze({
  defineHook: (hook) => hook,
  field,
  optionalField: (type, meaning, details) => ({ ...field(type, meaning, details), optional: true }),
  weekdays: days,
  localTime: ({ changes }, nowMs) => {
    let offset = changes[0]?.offsetMinutes ?? 0;
    for (let index = 0; index < changes.length; index += 1)
      if (changes[index].sinceMs <= nowMs) offset = changes[index].offsetMinutes;
    const minutes = Math.floor(nowMs / 60000) + offset;
    const day = Math.floor(minutes / 1440);
    return { day, weekday: days[(((day + 3) % 7) + 7) % 7], minuteOfDay: minutes - day * 1440 };
  },
});

const modules = { __proto__: null };
let valuesText = '';
let values;

const viewOf = ({ view }) => {
  if (view.signals !== undefined) return frozen(view);
  const get = () => { readsSignals = true; throw excess; };
  for (const key in view) frozen(view[key]);
  defineProperty(view, 'signals', { get, enumerable: true });
  return freeze(view);
};
const works = {
  __proto__: null,
  export: ({ path, name }) => () => (hook = modules[path][name]),
  answers: ({ point }) => () => hook.answers(point, values),
  flaw: () => () => hook.flaw(values),
  point: (request) => {
    const view = viewOf(request);
    return () => hook.points[request.point](view, values);
  },
};
const reply = (answers) => '{"answers":[' + answers + '],"readsSignals":' + readsSignals + (used === '' ? '' : ',"used":' + used) + '}';
const begin = () => { used = ''; readsSignals = false; };

const globals = {
  pushsimLoad: (path, links, body) => {
    begin();
    const exported = { __proto__: null };
    modules[path] = exported;
    return reply(attempt(() => {
      body((target) => (links[target] === '' ? offered : modules[links[target]]), exported);
      freeze(exported);
    }));
  },
  pushsimInvoke: (requestText, valuesNow) => {
    begin();
    if (valuesNow !== valuesText) values = frozen(parse((valuesText = valuesNow)));
    const request = parse(requestText);
    const work = works[request.kind](request);
    const first = attempt(work);
    return reply(request.kind !== 'point' || readsSignals ? first : first + ',' + attempt(work));
  },
};
for (const name in globals) defineProperty(globalThis, name, { value: globals[name], writable: false, configurable: false });
})`;
