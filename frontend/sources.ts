/**
 * The fingerprint of everything that the panel is built from. The built file carries it, so that a check without npm can
 * tell whether somebody changed the sources and forgot to build.
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const BESIDE = ["package-lock.json", "package.json", "sources.ts", "tsconfig.json", "vite.config.ts"];

/** Return the SHA-256 over names and contents, in the order of the names. */
export function fingerprint(): string {
  const sources = readdirSync(`${FOLDER}src`, { recursive: true, encoding: "utf-8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `src/${name}`);
  const digest = createHash("sha256");
  for (const name of [...BESIDE, ...sources].sort()) {
    digest.update(`${name}\0`).update(readFileSync(FOLDER + name)).update("\0");
  }
  return digest.digest("hex");
}
