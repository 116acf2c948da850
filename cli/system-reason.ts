/** Messages for operating system errors of files and streams. Pure. */

/** The message of an error, without a stack: `no space left on the device (ENOSPC)`. */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = reasons[code];
  if (known !== undefined) return `${known} (${code})`;
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the quota is used up',
  EFBIG: 'the file would be too big',
  EROFS: 'the file system is read-only',
  EACCES: 'not permitted',
  EPERM: 'not permitted',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of the path is a file and no folder',
  EISDIR: 'there is a folder of that name',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'links lead in a circle',
  EIO: 'the device reports an error',
};
