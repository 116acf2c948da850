/** `pushsim init FILE`: writes a commented scenario that runs, from options or from the answers to a few questions. Never replaces a file. */
import { createInterface } from 'node:readline/promises';
import { type ExitStatus, exitStatus } from './exit-status.js';
import { OutputFiles } from './output-files.js';
import { type StarterChoices, starterText, starterTopics } from './starter-scenario.js';
import { print, printError } from './terminal.js';

export type InitOptions = { readonly [K in keyof StarterChoices]?: StarterChoices[K] | undefined };

const usual: StarterChoices = { regions: 3, stores: 2, about: 'outage' };

/** Asks what the options leave open if a person is there to answer, and writes the file. */
export async function initCommand(file: string, options: InitOptions): Promise<ExitStatus> {
  const target = { path: file, kind: 'starter', option: 'init' } as const;
  const files = new OutputFiles({ inputs: [], force: false });
  files.check([target]);
  const isSilent = Object.values(options).every((value) => value === undefined);
  const asks = isSilent && process.stdin.isTTY === true && process.stdout.isTTY === true;
  const said = asks ? await answers() : options;
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const problem = files.write(target, starterText({ ...usual, ...known }));
  if (problem !== undefined) {
    printError(problem);
    return exitStatus.badInput;
  }
  print(`${file}: written; run it with: pushsim run ${file}`);
  return exitStatus.passed;
}

/** Answers that cannot be understood count as none. */
async function answers(): Promise<InitOptions> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const topics = Object.entries(starterTopics).map(([name, text]) => `  ${name}: ${text}`);
    const about = await lines.question(
      `What is it about?\n${topics.join('\n')}\n[${usual.about}] `,
    );
    const regions = await lines.question(`How many regions, 2 to 9? [${usual.regions}] `);
    const stores = await lines.question(`How many stores, 1 to 99? [${usual.stores}] `);
    return {
      about: about in starterTopics ? (about as StarterChoices['about']) : undefined,
      regions: numberIn(regions, 2, 9),
      stores: numberIn(stores, 1, 99),
    };
  } finally {
    lines.close();
  }
}

function numberIn(text: string, min: number, max: number): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}
