/** Entry of {@link startServer}'s process: Annals as the server composes it, and beside it the API that does nothing. */
import '#apps/server/heap.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAnnals } from '#apps/server/annals.js';
import { chosenLog } from '#apps/server/chosen-log.js';
import { systemClock } from '#libs/platform/clock.js';
import { readSettings } from '#libs/platform/settings.js';
import { startFloorApi } from './floor-api.js';
import type { Asked, ServerOptions, Told } from './server.js';

const { eventStore, ...options } = JSON.parse(process.argv[2]!) as ServerOptions;
const log = eventStore && await chosenLog(readSettings({ EVENT_LOG: eventStore.url, EVENT_LOG_PREFIX: eventStore.prefix }), options.databaseUrl);
const annals = await startAnnals({
  ...options, ...(log && { log }), businessZone: 'Europe/Paris', clock: systemClock, monotonic: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds), random: Math.random,
  onError: (error) => console.error(error),
});
await annals.api.listen(0, '127.0.0.1');
const floor = await startFloorApi(annals.questions);
const tell = (told: Told): void => {
  process.send!(told);
};

process.on('message', (asked: Asked) => {
  void answer(asked);
});
tell({ url: await annals.api.getUrl(), floorUrl: await floor.getUrl() });

async function answer(asked: Asked): Promise<void> {
  switch (asked) {
    case 'memory':
      tell({ memory: process.memoryUsage.rss() });
      break;
    case 'rest': {
      const { position } = await annals.log.head();
      if (!(await annals.projecting.waitFor(position, 600_000))) throw new Error('the read models did not catch up', { cause: annals.projecting.state.error });
      await annals.projecting.stop();
      await annals.sampling.stop();
      await annals.notary.round({ everything: true });
      await annals.notary.stop();
      tell({ done: true });
      break;
    }
    case 'stop':
      await floor.close();
      await annals.stop();
      process.disconnect();
  }
}
