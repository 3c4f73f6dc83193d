// Compiles static/ and the NHS.UK frontend package into build/, which Django serves: `npm run build`.
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { compile, NodePackageImporter } from "sass";
import { colours } from "./colours.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, "static");
const output = join(root, "build");
const packageImages = join(root, "node_modules/nhsuk-frontend/dist/nhsuk/assets/images");
const browsers = ["chrome100", "edge100", "firefox100", "safari15"];

async function css(name, { keep = (css) => css } = {}) {
  const { css } = compile(join(source, `scss/${name}.scss`), {
    importers: [new NodePackageImporter(root)],
    quietDeps: true,
  });
  const { code } = await transform(keep(css), { loader: "css", minify: true, target: browsers });
  await writeFile(join(output, `${name}.css`), code);
}

async function js(format, ...names) {
  await build({
    entryPoints: names.map((name) => join(source, `js/${name}.js`)),
    outdir: output,
    bundle: true,
    format,
    legalComments: "none",
    minify: true,
    target: browsers,
    logLevel: "warning",
  });
}

// Of the package's pictures only the plain icons: its logos and favicons are not ours to use.
async function icons() {
  const target = join(output, "icons");
  const plain = (await readdir(packageImages)).filter((name) => /^nhsuk-icon-(?!mask).*\.svg$/.test(name));
  await Promise.all(plain.map((name) => cp(join(packageImages, name), join(target, name))));
  await cp(join(source, "icons"), target, { recursive: true });
}

await rm(output, { recursive: true, force: true });
await mkdir(join(output, "icons"), { recursive: true });
await Promise.all([css("app"), css("dark", { keep: colours }), js("esm", "app", "boot"), js("iife", "sw"), icons()]);
