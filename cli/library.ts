/** The scenarios that come with the package: where they are, and how they are listed and explained. */
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { findScenarios, readScenarioText, ScenarioError } from '../scenarios/index.js';
import type { CatalogueEntry, CatalogueKind } from './catalogue.js';
import { packageRoot } from './package-root.js';

/** The library as text: by topic, which is a folder, how many files it has, and each file with its title. */
export function libraryTable(): string {
  const entries = libraryFiles().map(entryOf);
  const topics = [...new Set(entries.map(topicOf))];
  const width = Math.max(0, ...entries.map(({ name }) => name.length));
  const blocks = topics.map((topic) => {
    const own = entries.filter((entry) => topicOf(entry) === topic);
    const lines = own.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`);
    return [`${topic} (${own.length})`, ...lines, ''].join('\n');
  });
  return [...blocks, `${entries.length} scenarios in ${topics.length} topics`].join('\n');
}

/** The files of one name, its path or the last part of it; no other file is read. */
export function libraryFilesNamed(name: string): CatalogueKind {
  const wanted = name.toLowerCase();
  const files = libraryFiles().filter((file) =>
    [file, aliasOf(file)].some((each) => each.toLowerCase() === wanted),
  );
  return { kind: 'scenarios', one: 'scenario', entries: files.map(entryOf) };
}

/** Everything a file of the library can be called by. */
export function libraryNames(): string[] {
  return libraryFiles().flatMap((file) => [file, aliasOf(file)]);
}

/**
 * Paths of the library's files as seen from the current folder if they lie below it; none if there is
 * no library.
 */
export function libraryFiles(): string[] {
  try {
    return findScenarios([libraryFolder()]);
  } catch (error) {
    if (error instanceof ScenarioError) return [];
    throw error;
  }
}

/** The library's folder, as its files' paths begin. */
export function libraryFolder(): string {
  const folder = join(packageRoot, 'scenarios/library');
  const here = `${process.cwd()}/`;
  return folder.startsWith(here) ? folder.slice(here.length) : folder;
}

function entryOf(file: string): CatalogueEntry {
  const { title, story } = describedBy(file);
  return {
    name: file,
    alias: aliasOf(file),
    title,
    facts: story === '' ? [] : [['story', story.replaceAll('\n', ' ')]],
  };
}

/** The folder's name. */
function topicOf({ name }: CatalogueEntry): string {
  return name.split('/').at(-2) ?? '';
}

function aliasOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.\w+$/, '');
}

/** Title and story of the file. It is not checked: that takes far longer, and `pushsim check` does it. */
function describedBy(file: string): { title: string; story: string } {
  try {
    const { title, story } = described.parse(parse(readScenarioText(file)));
    return { title, story: story.trim() };
  } catch {
    return { title: 'cannot be read: see pushsim check', story: '' };
  }
}

const described = z.object({ title: z.string(), story: z.string().default('') });
