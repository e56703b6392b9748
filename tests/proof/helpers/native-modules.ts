/** What `launch.mjs` says to a command it says to the proofs too, where Node.js imports the modules by itself. */
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly sources: { readonly root: string; readonly directory: string };
  }
}

Object.assign(globalThis, {
  [Symbol.for('contract.sources')]: { ...inject('sources'), found: null, launcher: [], isHere: false },
});
