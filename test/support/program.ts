/**
 * The arguments with which Node runs a program of the product as its users do, from `dist`, which is built before the tests. Loading the
 * sources takes twice as long, and tests start some hundred processes.
 */
export const program = (name: 'server' | 'cli'): readonly string[] => ['--disable-warning=ExperimentalWarning', `dist/apps/${name}/main.js`];
