import './heap.js';
import { startApplication } from './compose.js';
import { host } from './host.js';

await host(startApplication, process.env);
