/** What the command of the package is called by. */
import { expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import commands from '../support/cli/commands.json' with { type: 'json' };

const scripts = Object.entries(packageFile.scripts);

test('a command of the package is called as its script is', () => {
  const started = scripts.flatMap(([name, script]) =>
    / tests\/support\/cli\/launch\.mjs [\w-]+$/.test(script) ? [name] : [],
  );
  expect(Object.keys(commands).sort()).toEqual(started.sort());
});

test('what a command needs is installed with the package', () => {
  expect(scripts.map(([name]) => name)).toContain('prepack');
  expect(scripts.map(([name]) => name)).not.toContain('prepare');
  expect(packageFile.files).toContain('dist');
});
