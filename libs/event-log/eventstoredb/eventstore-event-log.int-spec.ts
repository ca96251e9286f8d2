import { eventLogContract } from '../../../test/contract/event-log.contract.js';
import { createTestEventStore } from '../../../test/support/eventstoredb/eventstore.js';

eventLogContract('EventStoreDB', async () => {
  const store = await createTestEventStore();
  return {
    connect: () => store.log(),
    async cutConnections() {
      await new Promise((resolve) => setTimeout(resolve, 20));
      store.proxy.cut();
    },
    dispose: () => store.dispose(),
  };
}, { idsAreUnique: false });
