/** Servers under test have their log on EventStoreDB: see `startApi`. */
process.env.ANNALS_TEST_LOG = 'eventstoredb';
