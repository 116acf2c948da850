/**
 * The folder of an exploration: a scenario file for each finding, its narrative beside it, and, while it is unfinished, a file with its
 * state. Only files that this exploration wrote are replaced, so several explorations may share a folder.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ExplorationState, explorationJson } from '../scenarios/explore/index.js';
import { loadExploration } from '../scenarios/index.js';
import { OutputFiles, savedElsewhere, writeNew } from './output-files.js';
import { systemReason } from './system-reason.js';
import type { Target } from './target-rule.js';

/** A finding as files. */
export interface FindingTexts {
  readonly breaks: string;
  readonly text: string;
  /** Absent while the finding has not been shrunk. */
  readonly narrative?: string | undefined;
}

/** Opens the folder of an exploration; nothing is written yet. */
export class ExplorationFolder {
  private readonly files = new OutputFiles({ inputs: [], force: false });
  private readonly stateFile: Target;
  /** Names of the files of findings, without their endings. */
  private names: Record<string, string> = {};
  /** Findings that could not be written, with the problem. */
  private readonly unwritten = new Map<string, string>();
  /** Real time of earlier, interrupted parts of the exploration. */
  earlierMs = 0;
  private readonly began = performance.now();

  /** `question` is everything that determines the findings. Throws TargetError if nothing can be written there. */
  constructor(
    private readonly folder: string,
    question: unknown,
  ) {
    const key = createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 12);
    const path = join(folder, `explore-${key}.unfinished.json`);
    this.stateFile = { path, kind: 'exploration', option: '--out' };
    this.files.check([this.stateFile]);
  }

  /** The state of an interrupted exploration of the same question. Throws ScenarioError if it is damaged. */
  earlier(): ExplorationState | undefined {
    if (!existsSync(this.stateFile.path)) return undefined;
    const { names, spentMs, ...state } = loadExploration(this.stateFile.path);
    this.names = { ...names };
    this.earlierMs = spentMs;
    return state;
  }

  /** Real time of the exploration, earlier interrupted parts included. */
  get spentMs(): number {
    return this.earlierMs + performance.now() - this.began;
  }

  /** Saves the state of the exploration; returns the problem, if there is one. */
  save(state: ExplorationState): string | undefined {
    const { names, spentMs } = this;
    return this.files.save(this.stateFile, explorationJson({ ...state, names, spentMs }));
  }

  /** Removes the state: there is nothing to resume. */
  finish(): void {
    rmSync(this.stateFile.path, { force: true });
  }

  /** Writes a finding, or its smaller form in the place of what was written before; returns the path of the scenario. */
  write({ breaks, text, narrative }: FindingTexts): string {
    const before = this.names[breaks];
    const name = this.place(breaks, text, before);
    this.names[breaks] = name;
    if (before !== undefined && before !== name) rmSync(this.pathOf(before), { force: true });
    const path = this.pathOf(name);
    if (!this.unwritten.has(breaks) && narrative !== undefined)
      this.replace(
        breaks,
        { path: join(this.folder, `${name}.golden.txt`), kind: 'narrative', option: '--out' },
        narrative,
      );
    return path;
  }

  /** Whether a finding is not where it should be. */
  isUnwritten(breaks: string): boolean {
    return this.unwritten.has(breaks);
  }

  /** Saves elsewhere what could not be written, and gives a sentence for each. */
  problems(texts: readonly FindingTexts[]): string[] {
    return texts.flatMap(({ breaks, text }) => {
      const problem = this.unwritten.get(breaks);
      const name = `${breaks}.yaml`;
      return problem === undefined ? [] : [`${problem}; ${savedElsewhere(name, text)}`];
    });
  }

  /** The first name that is free, holds this very text, or is the finding's own. */
  private place(breaks: string, text: string, own: string | undefined): string {
    this.unwritten.delete(breaks);
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? breaks : `${breaks}-${number}`;
      const path = this.pathOf(name);
      if (name === own && existsSync(path)) {
        this.replace(breaks, { path, kind: 'finding', option: '--out' }, text);
        return name;
      }
      try {
        if (existsSync(path) ? holds(path, text) : writeNew(path, text)) return name;
      } catch (error) {
        this.unwritten.set(breaks, `${path} cannot be written: ${systemReason(error)}`);
        return name;
      }
    }
  }

  private replace(breaks: string, target: Target, text: string): void {
    const problem = this.files.save(target, text);
    if (problem !== undefined) this.unwritten.set(breaks, problem);
  }

  private pathOf(name: string): string {
    return join(this.folder, `${name}.yaml`);
  }
}

function holds(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
}
