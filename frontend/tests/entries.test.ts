/** Entries of the ledger as they are read: page after page, as plain text, and only by whoever may. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import english from "../../custom_components/ring_guard/translations/en.json";
import "../src/elements/entry-fold";
import type { EntryFold } from "../src/elements/entry-fold";
import type { EntryList } from "../src/elements/entry-list";
import type { Feed } from "../src/feed";
import type { Page } from "../src/page";
import { Clock } from "../src/times";
import { Words } from "../src/words";
import { feed, waiting } from "./example";

const EVIL = '<img src=x onerror="window.broken = true">\u202E';
const SHOWN = '<img src=x onerror="window.broken = true">·';

const options = Object.entries(english.selector.panel.options);
const words = new Words(Object.fromEntries(options.map(([key, text]) => [`component.ring_guard.selector.panel.options.${key}`, text])));

const ask = vi.fn(async (_message: object): Promise<unknown> => ({ entries: [], more: false }));

function entry(number: number, changes: object = {}): object {
  const plain = { at: "2026-11-21T12:00:05+00:00", kind: "approval_given", text: "Resident approved.", hash: "0123456789abcdef" };
  return { number, ...plain, request_id: null, erased: null, payload: { actor: "u1" }, ...changes };
}

function page(changes: Partial<Feed> = {}): Page {
  return { words, clock: new Clock("en", "UTC", "24"), feed: feed(changes), language: "de", ask } as unknown as Page;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
}

async function fold(request_id?: string, changes: Partial<Feed> = {}): Promise<EntryFold> {
  const made = document.createElement("ring-guard-entry-fold") as EntryFold;
  Object.assign(made, { page: page(changes), label: "History", request_id });
  document.body.append(made);
  await settle();
  return made;
}

async function unfold(made: EntryFold, open = true): Promise<void> {
  const details = made.shadowRoot?.querySelector("details") as HTMLDetailsElement;
  details.open = open;
  details.dispatchEvent(new Event("toggle"));
  await settle();
}

function list(made: EntryFold): EntryList {
  return made.shadowRoot?.querySelector("ring-guard-entries") as EntryList;
}

function find(made: EntryFold, selector: string): HTMLElement | null {
  return list(made).shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
}

function text(made: EntryFold): string {
  return (list(made).shadowRoot?.textContent ?? "").replace(/\s+/g, " ");
}

async function unfolded(request_id?: string, changes: Partial<Feed> = {}): Promise<EntryFold> {
  const made = await fold(request_id, changes);
  await unfold(made);
  return made;
}

beforeEach(() => {
  ask.mockReset();
  ask.mockResolvedValue({ entries: [entry(3)], more: false });
});

afterEach(() => {
  document.body.replaceChildren();
});

test("nothing is asked for before somebody wants to see it", async () => {
  const made = await fold("r1");
  expect(ask).not.toHaveBeenCalled();
  await unfold(made);
  expect(ask.mock.calls).toEqual([[{ type: "ring_guard/entries", language: "de", limit: 20, request_id: "r1" }]]);
  expect(text(made)).toContain("Entry 3 · Nov 21, 2026, 12:00:05");
  expect(text(made)).toContain("Resident approved.");
  await unfold(made, false);
  expect(list(made)).toBeNull();
});

test("who may not read is offered nothing", async () => {
  const made = await fold("r1", { may_read: false });
  expect(made.shadowRoot?.querySelector("details")).toBeNull();
});

test("older entries come behind those that are shown, until there are no more", async () => {
  ask.mockResolvedValueOnce({ entries: [entry(9), entry(8)], more: true });
  const made = await unfolded();
  ask.mockResolvedValueOnce({ entries: [entry(7)], more: false });
  find(made, "#older")?.click();
  await settle();
  expect(ask.mock.lastCall).toEqual([{ type: "ring_guard/entries", language: "de", limit: 20, before: 8 }]);
  expect([...(list(made).shadowRoot?.querySelectorAll("li") ?? [])].map((shown) => /Entry (\d)/.exec(shown.textContent ?? "")?.[1])).toEqual(["9", "8", "7"]);
  expect(find(made, "#older")).toBeNull();
});

test("a stranger's words stay words wherever they stand", async () => {
  const erased = { by: 4, reason: EVIL };
  const strange = [entry(2, { text: EVIL, payload: { [EVIL]: [EVIL] }, hash: EVIL }), entry(1, { erased, payload: null })];
  ask.mockResolvedValueOnce({ entries: strange, more: false });
  const made = await unfolded();
  expect(find(made, "img")).toBeNull();
  expect(text(made)).toContain(`Its content was erased by entry 4. Reason given: ${SHOWN}`);
  expect(find(made, "pre")?.textContent).toBe(JSON.stringify({ [SHOWN]: [SHOWN] }, null, 2));
  expect(find(made, "bdi")?.textContent).toBe(SHOWN);
});

test("what was erased shows no content", async () => {
  ask.mockResolvedValueOnce({ entries: [entry(1, { erased: { by: 4, reason: null }, payload: null })], more: false });
  const made = await unfolded();
  expect(find(made, "pre")).toBeNull();
  expect(text(made)).toContain("erased by entry 4");
  expect(text(made)).toContain("0123456789abcdef");
});

test("among all entries one says whose request it is about", async () => {
  const requests = [waiting({ claimed_name: EVIL })];
  ask.mockResolvedValue({ entries: [entry(1, { request_id: "r1" }), entry(2, { request_id: "gone" })], more: false });
  expect(text(await unfolded(undefined, { requests })).split(SHOWN).length - 1).toBe(1);
  document.body.replaceChildren();
  expect(text(await unfolded("r1", { requests }))).not.toContain(SHOWN);
});

test("newer entries are offered once there are any", async () => {
  const made = await unfolded();
  expect(find(made, "#again")).toBeNull();
  made.page = page({ head: { count: 4, hash: "cd".repeat(32) } });
  await settle();
  ask.mockResolvedValueOnce({ entries: [entry(4), entry(3)], more: false });
  find(made, "#again")?.click();
  await settle();
  expect(text(made)).toContain("Entry 4");
  expect(find(made, "#again")).toBeNull();
});

test("a refusal is shown, and asking again is possible", async () => {
  ask.mockRejectedValueOnce({ message: "The ledger cannot be read." });
  const made = await unfolded();
  expect(find(made, "[role=alert]")?.textContent).toBe("The ledger cannot be read.");
  find(made, "#again")?.click();
  await settle();
  expect(find(made, "[role=alert]")).toBeNull();
  expect(text(made)).toContain("Resident approved.");
});

test("that there is nothing is said", async () => {
  ask.mockResolvedValueOnce({ entries: [], more: false });
  expect(text(await unfolded("r1"))).toContain("There is no entry to show.");
});
