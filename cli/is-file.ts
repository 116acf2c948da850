/** Whether a path of a command line leads to a file; a path that cannot be looked at does not, and is refused later, in words. */
import { statSync } from 'node:fs';

/** Throws nothing. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
