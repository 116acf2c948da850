/** Adapter of the target lifecycle_hooks_policy: the hook list after a store update (LH-3). */
import { hookListAfterUpdate } from '../../../model/rules/hooks/hook-list.js';
import type { Adapter } from '../adapter.js';

interface Recorded {
  readonly className: string;
  readonly params: Readonly<Record<string, string>>;
}

interface Input {
  readonly current: readonly Recorded[];
  readonly requested:
    | readonly (Omit<Recorded, 'className'> & { readonly className: string | null })[]
    | null;
}

export const adapter: Adapter = {
  target: 'lifecycle_hooks_policy',
  answer: ({ current, requested }: Input) => {
    const verdict = hookListAfterUpdate(
      current.map(({ className, params }) => ({ className, parameters: params })),
      requested?.map(({ className, params }) => ({ className, parameters: params })) ?? null,
    );
    if (verdict.kind === 'rejected') return { rejected: true, hooks: null };
    return {
      rejected: false,
      hooks: verdict.hooks.map(({ className, parameters }) => ({ className, params: parameters })),
    };
  },
};
