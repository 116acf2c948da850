/** Whether a path of a command line leads to a file; false for a path that cannot be read, which is rejected later with a message. */
import { statSync } from 'node:fs';

/** Throws nothing. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
