import { writeSync } from 'node:fs';
import { contractCase, contractGroup } from '../../support/index.ts';
contractGroup('zz');
contractCase('zz-mem', 'zz mem', { profile: 'smoke', judges: ['name-comes-back'] }, async (c) => {
  await c.update({ name: 'x' });
  const m = process.memoryUsage(); writeSync(2, `WORKER rss ${m.rss/1e6|0} total ${m.heapTotal/1e6|0} used ${m.heapUsed/1e6|0} ext ${m.external/1e6|0} argv ${JSON.stringify(process.execArgv)}\n`);
  (globalThis as any).gc?.();
});
