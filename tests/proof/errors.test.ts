/** Every error of the suite says whether the suite is wrong or the target cannot be judged. */
import { describe, expect, test } from 'vitest';
import { RequestNotSendableError } from '../support/client/index.ts';
import { CannotJudge, InputError, SuiteFault } from '../support/errors.ts';
import { PayloadError, UnsupportedKeywordError } from '../support/values/errors.ts';
import { repositoryFiles } from './helpers/repository-files.ts';

describe('an error', () => {
  test.each([
    ['SuiteFault', new SuiteFault('x')],
    ['InputError', new InputError('x')],
    ['PayloadError', new PayloadError('x')],
    ['UnsupportedKeywordError', new UnsupportedKeywordError('enum', '/x', 'y')],
    ['RequestNotSendableError', new RequestNotSendableError('x')],
  ])('that is a fault of the suite has a name of its own: %s', (name, error) => {
    expect(error.name).toBe(name);
    expect(error).toBeInstanceOf(SuiteFault);
    expect(error).not.toBeInstanceOf(CannotJudge);
  });

  test('about a target that cannot be judged is no fault of the suite', () => {
    const cause = new Error('y');
    const error = new CannotJudge('x', { cause });
    expect({ name: error.name, message: error.message, cause: error.cause }).toEqual({
      name: 'CannotJudge',
      message: 'x',
      cause,
    });
    expect(error).not.toBeInstanceOf(SuiteFault);
  });

  test('belongs to one of the two families', () => {
    const outside = repositoryFiles()
      .filter(({ file }) => /^tests\/support\/.*\.ts$/.test(file) && file !== 'tests/support/errors.ts')
      .flatMap(({ file, text }) => [...text.matchAll(/class (\w+) extends \w*Error\b/g)].map(([what]) => [file, what]))
      .filter(([, what]) => !/extends (?:PayloadError|InputError|RequestNotSendableError)$/.test(what ?? ''));
    expect(outside).toEqual([]);
  });
});
