/** What happens to a part of the page while it asks the hub, and when the hub refuses. */

import { html } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";

import { Asking } from "../src/asking";
import { ClipPlayer } from "../src/elements/clip-player";
import type { Clip } from "../src/feed";
import type { Page } from "../src/page";

class Part extends Asking {
  protected override render() {
    return html`<button ?disabled=${this.busy}></button>${this.refusal()}`;
  }

  ask(work: () => Promise<void>): Promise<void> {
    return this.attempt(work);
  }
}
customElements.define("test-asking", Part);

const words = { failure: (error: Error) => `Refused: ${error.message}`, say: (key: string) => key };
const clock = { length: (seconds: number) => `${seconds} s` };
let sign = async (path: string): Promise<string> => `${path}?signed`;
const page = () => ({ words, clock, sign }) as unknown as Page;
const clip: Clip = { camera: { id: "front", name: "Front" }, seconds: 9, size: 1, sha256: "", path: "/api/x.mp4" };

let part: Part;

const disabled = () => part.renderRoot.querySelector("button")?.disabled;
const said = (element: Asking) => element.renderRoot.querySelector("[role=alert]")?.textContent ?? null;

beforeEach(async () => {
  part = new Part();
  part.page = page();
  document.body.append(part);
  await part.updateComplete;
});

afterEach(() => {
  document.body.replaceChildren();
  sign = async (path) => `${path}?signed`;
});

test("it is busy from the question to the answer", async () => {
  expect(disabled()).toBe(false);
  let answer: () => void = () => undefined;
  const asked = part.ask(() => new Promise((resolve) => (answer = resolve)));
  await part.updateComplete;
  expect(disabled()).toBe(true);
  answer();
  await asked;
  await part.updateComplete;
  expect(disabled()).toBe(false);
  expect(said(part)).toBeNull();
});

test("a refusal is said, and forgotten when it is asked again", async () => {
  await part.ask(() => Promise.reject(new Error("no")));
  await part.updateComplete;
  expect([disabled(), said(part)]).toEqual([false, "Refused: no"]);
  await part.ask(async () => undefined);
  await part.updateComplete;
  expect(said(part)).toBeNull();
});

test("a clip whose address is refused is not shown, and can be asked for again", async () => {
  const player = new ClipPlayer();
  player.page = page();
  player.clip = clip;
  document.body.append(player);
  await player.updateComplete;
  sign = () => Promise.reject(new Error("locked"));
  player.page = page();
  await player.updateComplete;
  const watch = async () => {
    player.renderRoot.querySelector<HTMLButtonElement>("#watch")!.click();
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    await player.updateComplete;
  };
  await watch();
  expect([said(player), player.renderRoot.querySelector("video")]).toEqual(["Refused: locked", null]);
  sign = async (path) => `${path}?signed`;
  player.page = page();
  await watch();
  expect(said(player)).toBeNull();
  expect(player.renderRoot.querySelector("video")?.getAttribute("src")).toBe("/api/x.mp4?signed");
});
