/** Which versions of V8 a study tunes: an unknown flag of V8 would be an error message in the middle of a study. */
import { expect, test, vi } from 'vitest';
import { tuneCompiler } from '../../cli/compiler-tuning.js';

test.each(['11.3.244.8-node.38', '12.4.254.21-node.33', '13.6.233.17-node.41'])(
  'V8 %s is configured to keep one kind of array',
  (v8) => {
    const setFlag = vi.fn();
    tuneCompiler(v8, setFlag);
    expect(setFlag).toHaveBeenCalledExactlyOnceWith('--no-turbo-inline-array-builtins');
  },
);

test.each(['10.2.154.26-node.36', '14.1.146.11-node.1'])('V8 %s is left as it is', (v8) => {
  const setFlag = vi.fn();
  tuneCompiler(v8, setFlag);
  expect(setFlag).not.toHaveBeenCalled();
});
