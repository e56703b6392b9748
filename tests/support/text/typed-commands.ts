/** Commands as they are typed: by the scripts of a checkout, or by the name of the package. */
import packageFile from '../../../package.json' with { type: 'json' };

const launched = (globalThis as Record<symbol, { readonly isHere?: boolean } | undefined>)[
  Symbol.for('contract.sources')
];

/** The copy of a checkout says that it is its source. In the folder of somebody who calls a checkout there are no scripts either. */
const isPackage = import.meta.url.endsWith('.js') || launched?.isHere === true;

const script = /\bnpm run (?:-s |--silent )?((?:[a-z]+:)*[a-z]+)(?: --(?=[ `]))?/g;

/**
 * A text of ours in which each command is one that can be typed where the suite is. Without `--` the Node.js 20 of npx would take
 * `--env-file` for its own.
 * @param asPackage whether that is a folder in which the package is installed
 */
export const asTyped = (text: string, asPackage = isPackage): string =>
  asPackage && text.includes('npm run') ? text.replace(script, `npx --no-install -- ${packageFile.name} $1`) : text;
