// Bundles the browser part into the folder named as first argument, and gathers the licences of what went into it.
import { build } from 'esbuild';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const target = process.argv[2];
if (!target) throw new Error('name the folder to build into');

const { metafile } = await build({
  entryPoints: ['src/viewer.js', 'src/look.css'],
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
  outdir: target,
  loader: { '.woff2': 'file' },
  assetNames: '[name]',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

/** Folder of the package that a bundled file belongs to; '' for our own. */
function packageOf(file) {
  const found = file.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//);
  return found ? found[1] : '';
}

async function licenceOf(folder) {
  const about = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const names = (await readdir(folder)).filter(name => /^licen[cs]e/i.test(name)).sort();
  const texts = await Promise.all(names.map(name => readFile(path.join(folder, name), 'utf8')));
  const terms = texts.join('\n').trim() || `Licensed under ${about.license}; the package carries no text of its own.`;
  return `${about.name} ${about.version} (${about.license ?? 'see below'})\n\n${terms}\n`;
}

const folders = [...new Set(Object.keys(metafile.inputs).map(packageOf))].filter(Boolean).sort();
const licences = await Promise.all(folders.map(licenceOf));
const rule = `\n${'-'.repeat(78)}\n\n`;
await writeFile(
  path.join(target, 'LICENSES.txt'),
  'What the files in this folder contain, and on which terms.\n' + rule + licences.join(rule),
);
