// Builds the theme into the package. Run by set-up: `npm run build`; add --watch while designing.
import { context } from "esbuild";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = here("../src/hall/portal/static/hall/built/");

await rm(outdir, { recursive: true, force: true });
const build = await context({
  entryPoints: { hall: here("js/hall.js"), theme: here("css/hall.css"), staff: here("css/staff.css") },
  outdir,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  external: ["../*.svg"],
  format: "iife",
  target: ["chrome105", "firefox115", "safari16"],
  logLevel: "warning",
});
await build.rebuild();
if (process.argv.includes("--watch")) await build.watch();
else await build.dispose();
