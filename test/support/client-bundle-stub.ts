/** Stands for reports/html/client-bundle.ts in tests that do not open pages: they need no bundle of the script. */
export const clientScript = '';
export const clientScriptHash = 'sha256-';
export const clientStyle = '';
export const clientStyleHash = 'sha256-';
