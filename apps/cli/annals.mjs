#!/usr/bin/env node
/** `npx annals …` works in a fresh clone: what is missing is installed and built first. */
import process from 'node:process';
import { orExplain, runProgram } from '../../infra/bootstrap.mjs';

await orExplain(() => runProgram('apps/cli/main.js', process.argv.slice(2)));
