/** The page as people meet it: what it shows, what it sends, and what a stranger's text cannot do. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import english from "../../custom_components/ring_guard/translations/en.json";
import type { Feed } from "../src/feed";
import type { Hass } from "../src/hass";
import { RingGuardPanel } from "../src/ring-guard-panel";
import { FRONT, feed, waiting } from "./example";

type Listener = (news: Partial<Feed>) => void;

const resources = Object.fromEntries(
  Object.entries(english.selector).flatMap(([kind, texts]) =>
    Object.entries("options" in texts ? texts.options : {}).map(([key, text]) => [`component.ring_guard.selector.${kind}.options.${key}`, text]),
  ),
);
resources["component.ring_guard.exceptions.refused_stale_offer.message"] =
  english.exceptions.refused_stale_offer.message;

let tell: Listener = () => undefined;
const callService = vi.fn(async (..._call: unknown[]): Promise<{ response?: unknown }> => ({}));
const callWS = vi.fn(async (message: object) => {
  const { type } = message as { type: string };
  if (type === "media_source/browse_media") return folder(message as { media_content_id: string });
  if (type === "ring_guard/masks") return masked;
  if (type === "ring_guard/watch_hold") return WATCHABLE;
  if (type === "ring_guard/picture") return { image: "AAAA", type: "image/jpeg", source: "recording", at: "2026-11-21T11:00:00Z" };
  return type === "auth/sign_path" ? { path: "/signed" } : { resources };
});
const fetchWithAuth = vi.fn(async (..._call: unknown[]) => new Response(JSON.stringify(TAKEN)));
const TAKEN = { camera: "hand", start: "2026-11-21T11:00:00+00:00", end: "2026-11-21T11:05:00+00:00" };
const WATCHABLE = { path: "/api/ring_guard/holds/r1/001.ts/play", small: true };
const EVIL = '<img src=x onerror="window.broken = true">';
const HAND = { id: "hand", name: "Old camera", by_hand: true };
let masked: object[] = [];

function folder({ media_content_id: id }: { media_content_id: string }) {
  const item = (more: object) => ({ title: EVIL, media_class: "video", media_content_type: "video/mp4", can_play: true, can_expand: false, ...more });
  const inner = item({ media_content_id: "media-source://x", media_class: "directory", can_play: false, can_expand: true });
  const film = item({ media_content_id: "media-source://x/film.mp4" });
  const song = item({ media_content_id: "media-source://x/song.mp3", media_class: "music", media_content_type: "audio/mpeg" });
  return { ...inner, media_content_id: id, children: id === "" ? [inner] : [film, song] };
}
let subscribeMessage = vi.fn();

function hass(changes: Partial<Hass> = {}): Hass {
  const language = { language: "en", locale: { time_format: "24" }, config: { time_zone: "UTC" } };
  return { connection: { subscribeMessage }, ...language, callWS, callService, fetchWithAuth, ...changes } as unknown as Hass;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
}

async function open(first: Feed, changes: Partial<Hass> = {}): Promise<RingGuardPanel> {
  const panel = new RingGuardPanel();
  panel.hass = hass(changes);
  document.body.append(panel);
  await settle();
  tell(first);
  await settle();
  return panel;
}

function find(selector: string, root: ParentNode = document): HTMLElement | null {
  const found = root.querySelector<HTMLElement>(selector);
  if (found) return found;
  for (const element of root.querySelectorAll("*")) {
    const deeper = element.shadowRoot && find(selector, element.shadowRoot);
    if (deeper) return deeper;
  }
  return null;
}

function text(root: Node = document.body): string {
  const element = root as Element;
  const inside = element.shadowRoot ?? root;
  if (root.nodeType === Node.TEXT_NODE) return root.textContent ?? "";
  return element.localName === "style" ? "" : [...inside.childNodes].map(text).join(" ").replace(/\s+/g, " ");
}

beforeEach(() => {
  subscribeMessage = vi.fn(async (listener: Listener) => {
    tell = listener;
    return async () => undefined;
  });
  callService.mockClear();
  callWS.mockClear();
  fetchWithAuth.mockClear();
  masked = [];
});

afterEach(() => {
  document.body.replaceChildren();
});

test("a stranger's words stay words", async () => {
  const evil = '<img src=x onerror="window.broken = true">';
  const found = [{ key: "pressure", text: "Pressure.", evidence: evil }];
  const strange = { claimed_name: evil, officer: evil, title: evil, reference: evil, text: evil, findings: found };
  await open(feed({ requests: [waiting(strange)] }));
  expect(find("img")).toBeNull();
  expect(text().split(evil).length - 1).toBe(6);
});

test("signs that hide or reorder text are shown as dots", async () => {
  await open(feed({ requests: [waiting({ claimed_name: "Sp\u202Eringfield\u200B" })] }));
  expect(text()).toContain("Sp·ringfield·");
});

test("an approval sends the offer that was seen and the seconds that were chosen", async () => {
  await open(feed({ requests: [waiting()] }));
  const seconds = find("#seconds") as HTMLInputElement;
  seconds.value = "20";
  seconds.dispatchEvent(new Event("change"));
  await settle();
  find("#approve")?.click();
  await settle();
  expect(callService.mock.lastCall?.slice(0, 3)).toEqual([
    "ring_guard",
    "approve",
    {
      request_id: "r1",
      offer: "aaaaaaaaaaaaaaaa",
      cameras: ["back", "front"],
      start: "2026-11-21T11:00:00+00:00",
      seconds: 20,
    },
  ]);
});

test("a choice outside what is allowed cannot be sent", async () => {
  await open(feed({ requests: [waiting()] }));
  const seconds = find("#seconds") as HTMLInputElement;
  seconds.value = "61";
  seconds.dispatchEvent(new Event("change"));
  await settle();
  expect((find("#approve") as HTMLButtonElement).disabled).toBe(true);
  expect(text()).toContain(english.selector.panel.options.choice_too_long);
});

test("a choice survives news of others, and begins anew when the offer changes", async () => {
  await open(feed({ requests: [waiting()] }));
  const seconds = find("#seconds") as HTMLInputElement;
  seconds.value = "20";
  seconds.dispatchEvent(new Event("change"));
  tell({ requests: [waiting({ request_id: "r2", offer: { mark: "c", window: null, cameras: null } }), waiting()] });
  await settle();
  const [, card] = find("ring-guard-request")?.parentElement?.querySelectorAll("ring-guard-request") ?? [];
  expect((find("#seconds", card?.shadowRoot ?? document) as HTMLInputElement).value).toBe("20");
  tell({ requests: [waiting({ offer: { mark: "d", window: null, cameras: null } })] });
  await settle();
  expect((find("#seconds") as HTMLInputElement).value).toBe("60");
});

test("a refusal is told in the reader's language", async () => {
  const refusal = { translation_domain: "ring_guard", translation_key: "refused_stale_offer", message: "raw" };
  callService.mockRejectedValueOnce(refusal);
  await open(feed({ requests: [waiting()] }));
  find("#decline")?.click();
  await settle();
  expect(find("[role=alert]")?.textContent).toBe(english.exceptions.refused_stale_offer.message);
});

test("who is no approver is offered neither approval, clips nor a milder mode", async () => {
  const clip = { camera: { id: "front", name: "Front" }, seconds: 9, size: 1, sha256: "", path: "/api/x" };
  const requests = [waiting(), waiting({ request_id: "r2", state: "ready", clips: [clip] })];
  await open(feed({ requests, may_answer: false, mode: "ask" }));
  for (const selector of ["#approve", "#seconds", "#watch", "#policy"]) expect(find(selector)).toBeNull();
  for (const selector of ["#decline", "#withdraw", "#lockdown"]) expect(find(selector)).not.toBeNull();
});

test("in lockdown nothing can be approved or watched", async () => {
  const clip = { camera: { id: "front", name: "Front" }, seconds: 9, size: 1, sha256: "", path: "/api/x" };
  const requests = [waiting(), waiting({ request_id: "r2", state: "ready", clips: [clip] })];
  await open(feed({ requests, mode: "lockdown" }));
  expect((find("#approve") as HTMLButtonElement).disabled).toBe(true);
  expect(find("#watch")).toBeNull();
  expect(text()).toContain(english.selector.panel.options.frozen);
});

test("a clip is fetched only when somebody asks for it", async () => {
  const clip = { camera: { id: "front", name: "Front" }, seconds: 9, size: 1, sha256: "", path: "/api/x" };
  await open(feed({ requests: [waiting({ state: "ready", clips: [clip] })] }));
  expect(find("video")).toBeNull();
  find("#watch")?.click();
  await settle();
  expect(find("video")?.getAttribute("src")).toBe("/signed");
});

test("the mode is switched through its entity", async () => {
  await open(feed());
  find("#lockdown")?.click();
  await settle();
  const data = { entity_id: "select.ring_guard_mode", option: "lockdown" };
  expect(callService.mock.lastCall?.slice(0, 3)).toEqual(["select", "select_option", data]);
});

test("a checked ledger says whether it is whole", async () => {
  await open(feed());
  callService.mockResolvedValueOnce({ response: { whole: false, problem_text: "An entry is missing", broken_at: 2 } });
  find("#check")?.click();
  await settle();
  expect(text()).toContain("at entry 2: An entry is missing");
});

test("what has ended says why, and an approver can reopen it", async () => {
  const ground = { authority: "rule", effect: "decline", certain: "yes", text: "Your rule applies." };
  const past = waiting({ state: "declined", grounds: [ground], milder: ["if it did not apply"] });
  await open(feed({ requests: [past, { erased: true, request_id: "r3", state: "declined", received_at: past.received_at }] }));
  expect(text()).toContain("Your rule applies.");
  expect(text()).toContain("if it did not apply");
  expect(text()).toContain("was erased");
  find("#reopen")?.click();
  await settle();
  expect(callService.mock.lastCall?.slice(0, 3)).toEqual(["ring_guard", "reopen", { request_id: "r1" }]);
});

test("news are said aloud, the first look is not", async () => {
  await open(feed({ requests: [waiting()] }));
  expect(find(".unseen")?.textContent).toBe("");
  tell({ requests: [waiting({ state: "expired" })] });
  await settle();
  expect(find(".unseen")?.textContent).toContain("Springfield Police Department: Expired");
});

test("progress moves without the rest being told again", async () => {
  await open(feed({ requests: [waiting({ state: "preparing" })] }));
  tell({ progress: { r1: 0.42 } });
  await settle();
  expect((find("progress") as HTMLProgressElement).value).toBe(42);
});

test("a page without a running Ring Guard says so, and listens again once it is back", async () => {
  subscribeMessage = vi.fn().mockRejectedValueOnce({ code: "not_found" });
  const panel = await open(feed());
  expect(text()).toContain(english.selector.panel.options.not_running);
  subscribeMessage = vi.fn(async (listener: Listener) => {
    tell = listener;
    return async () => undefined;
  });
  panel.hass = hass({ panels: { "ring-guard": {} } });
  await settle();
  tell(feed());
  await settle();
  expect(text()).toContain(english.selector.panel.options.nothing_waits);
});

test("a clip in part says which seconds are missing and what has to be known of the footage", async () => {
  const gaps = [{ start: "2026-11-21T11:03:10+00:00", end: "2026-11-21T11:05:00+00:00", seconds: 110 }];
  const notes = ["The recorder tells times to within a few seconds only."];
  await open(feed({ requests: [waiting({ state: "ready", clips: [{ ...CLIP, gaps, notes }] })] }));
  expect(text()).toContain("Only in part: there is no footage for");
  expect(text()).toContain("11:03:10");
  expect(text()).toContain(notes[0]);
});

test("a camera that has no clip is named, and why", async () => {
  const left_out = [
    { camera: { id: "back", name: "Back <b>yard</b>" }, problem: "There is no footage of this time." },
    { camera: { id: "gone", name: null }, problem: "This camera is no longer there." },
  ];
  await open(feed({ requests: [waiting({ state: "ready", clips: [CLIP], left_out })] }));
  expect(text()).toContain("No footage of Back <b>yard</b> could be fetched. There is no footage of this time.");
  expect(text()).toContain(`No footage of ${english.selector.panel.options.removed_camera} could be fetched.`);
});

const CLIP = { camera: FRONT, seconds: 40, size: 4096, sha256: "00", path: "/api/ring_guard/clips/r1/r1-1.mp4" };
const LINK = {
  way: "link",
  opens: "2026-11-21T12:05:00+00:00",
  ends: "2026-11-22T12:05:00+00:00",
  fetches_allowed: 3,
  pass_phrase: true,
  fetches: [{ at: "2026-11-21T13:00:00+00:00", address: "198.51.100.7" }],
};

test("an approver lets a clip out, and sees link and pass-phrase this once", async () => {
  await open(feed({ requests: [waiting({ state: "ready", clips: [CLIP] })] }));
  expect(text()).toContain("leaves: clips: 1");
  (find("#hours") as HTMLInputElement).value = "12";
  (find("#fetches") as HTMLInputElement).value = "1";
  (find("#phrase") as HTMLInputElement).checked = true;
  callService.mockResolvedValueOnce({
    response: { link: "https://home.example.org/api/ring_guard/release/secret", link_path: "/x", pass_phrase: "123 456" },
  });
  find("#release")!.click();
  await settle();
  const sent = { request_id: "r1", way: "link", hours: 12, fetches: 1, pass_phrase: true };
  expect(callService.mock.calls[0]!.slice(0, 3)).toEqual(["ring_guard", "release", sent]);
  tell({ requests: [waiting({ state: "released", clips: [CLIP], release: { ...LINK, fetches: [] } })] });
  await settle();
  expect(find("#link")!.textContent).toBe("https://home.example.org/api/ring_guard/release/secret");
  expect(find("#told")!.textContent).toBe("123 456");
  expect(find("#release")).toBeNull();
});

test("anybody sees who fetched, and can stop the link", async () => {
  await open(feed({ may_answer: false, requests: [waiting({ state: "released", clips: [CLIP], release: LINK })] }));
  expect(text()).toContain("Fetched 1 of 3 times");
  expect(text()).toContain("198.51.100.7");
  find("#revoke")!.click();
  await settle();
  expect(callService.mock.calls[0]!.slice(0, 3)).toEqual(["ring_guard", "revoke", { request_id: "r1" }]);
});

test("who is no approver is offered no way out", async () => {
  await open(feed({ may_answer: false, requests: [waiting({ state: "ready", clips: [CLIP] })] }));
  expect(find("#release")).toBeNull();
});

test("an address in the message is shown and leads nowhere", async () => {
  const request = waiting({ state: "ready", clips: [CLIP], links: ["https://upload.example.org/\u202egpj.exe"] });
  await open(feed({ requests: [request] }));
  const way = find("#way") as HTMLSelectElement;
  way.value = "saved";
  way.dispatchEvent(new Event("change"));
  await settle();
  expect(text()).toContain("https://upload.example.org/·gpj.exe");
  expect(find("main")?.querySelector("a")).toBeNull();
  expect(find("ring-guard-release")?.shadowRoot?.querySelector("a")).toBeNull();
});

test("held footage can be looked at by an approver before the answer, and what is missing is said", async () => {
  const file = { camera: FRONT, start: "2026-11-21T11:00:00+00:00", seconds: 60, file: "001.ts", path: "/api/ring_guard/holds/r1/001.ts" };
  const hold = { window: null, size: 1000, files: [file], problems: ["the recordings have gaps"] };
  await open(feed({ requests: [waiting({ hold })] }));
  expect(text()).toContain("Recordings kept safe while you decide: 1");
  expect(text()).toContain("the recordings have gaps");
  expect(find("#watch")).toBeNull();
  const held = find("#held") as HTMLDetailsElement;
  held.open = true;
  held.dispatchEvent(new Event("toggle"));
  await settle();
  find("#watch")!.click();
  await settle();
  expect(callWS).toHaveBeenCalledWith({ type: "ring_guard/watch_hold", request_id: "r1", file: "001.ts" });
  expect(callWS).toHaveBeenCalledWith({ type: "auth/sign_path", path: WATCHABLE.path, expires: 3600 });
  expect(find("video")).not.toBeNull();
  expect(text()).toContain("you see a smaller copy");
  find("#download")!.click();
  await settle();
  expect(callWS).toHaveBeenCalledWith({ type: "auth/sign_path", path: file.path, expires: 3600 });
  expect(find("#end_hold")).toBeNull();
  tell({ requests: [waiting({ state: "declined", hold })] });
  await settle();
  find("#end_hold")!.click();
  await settle();
  expect(callService.mock.calls.at(-1)!.slice(0, 3)).toEqual(["ring_guard", "end_hold", { request_id: "r1" }]);
});

test("what leaves is said with its masks and how small it is", async () => {
  const masks = [
    { camera_id: "front", name: "Window" },
    { camera_id: "front", name: "Street" },
    { camera_id: "back", name: "Pool" },
  ];
  const terms = { ...waiting().terms, masks, most_lines: 480 };
  await open(feed({ requests: [waiting({ terms, offer: { mark: "b", window: null, cameras: [FRONT] } })] }));
  expect(text(find("#leaves") ?? document)).toContain("no sound, 2 masks, picture at most 480 lines high.");
  expect(text()).toContain("covered: Window (Front door), Street (Front door), Pool (Back yard)");
});

test("a file is sent with its name and the time that the person states", async () => {
  await open(feed({ requests: [waiting()], cameras: [FRONT, HAND] }));
  const file = new File(["film"], "my film.mp4");
  Object.defineProperty(find("#file"), "files", { value: [file] });
  find("#file")?.dispatchEvent(new Event("change"));
  (find("#begins") as HTMLInputElement).value = "2026-11-21T11:00:00";
  await settle();
  find("#upload")?.click();
  await settle();
  const address = "/api/ring_guard/footage/r1/hand?name=my+film.mp4&start=2026-11-21T11%3A00%3A00.000Z";
  expect(fetchWithAuth.mock.lastCall).toEqual([address, { method: "POST", body: file }]);
  expect(text()).toContain("Taken in: Old camera");
});

test("a file that the hub refuses is told", async () => {
  fetchWithAuth.mockResolvedValueOnce(new Response(JSON.stringify({ message: "No video." }), { status: 400 }));
  await open(feed({ requests: [waiting()], cameras: [HAND] }));
  Object.defineProperty(find("#file"), "files", { value: [new File(["x"], "x.mp4")] });
  find("#file")?.dispatchEvent(new Event("change"));
  await settle();
  find("#upload")?.click();
  await settle();
  expect(text()).toContain("No video.");
});

test("a video is chosen in the media browser, whose names stay words", async () => {
  await open(feed({ requests: [waiting()], cameras: [HAND] }));
  const browser = find("#media") as HTMLDetailsElement;
  browser.open = true;
  browser.dispatchEvent(new Event("toggle"));
  await settle();
  find("ul.items button")?.click();
  await settle();
  expect(find("ul.items")?.querySelectorAll("button").length).toBe(1);
  expect(find("img")).toBeNull();
  find("ul.items button")?.click();
  await settle();
  expect(callService.mock.lastCall?.slice(1, 3)).toEqual([
    "use_media",
    { request_id: "r1", camera: "hand", media_content_id: "media-source://x/film.mp4" },
  ]);
});

test("footage is brought by approvers alone, for cameras that take it", async () => {
  await open(feed({ requests: [waiting()], cameras: [HAND], may_answer: false }));
  expect(find("#bring")).toBeNull();
  expect(find("#call")).toBeNull();
  tell(feed({ requests: [waiting()], cameras: [FRONT] }));
  await settle();
  expect(find("#bring")).toBeNull();
  expect(find("#call")).not.toBeNull();
});

test("a call back is noted with number and name, and shown once it stands", async () => {
  await open(feed({ requests: [waiting()] }));
  expect((find("#note") as HTMLButtonElement).disabled).toBe(true);
  (find("#number") as HTMLInputElement).value = " 555 0100 ";
  (find("ring-guard-call-back")?.shadowRoot?.querySelector("#name") as HTMLInputElement).value = "Desk";
  find("#number")?.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
  find("#note")?.click();
  await settle();
  const noted = { request_id: "r1", number: "555 0100", name: "Desk", confirmed_by: "agency" };
  expect(callService.mock.lastCall?.slice(1, 3)).toEqual(["record_call_back", noted]);
  const found = { number: "555 0100", name: EVIL, by: "u1", at: "2026-11-21T12:00:00Z" };
  tell({ requests: [waiting({ call_back: found })] });
  await settle();
  expect(text()).toContain(`${EVIL} confirmed it at 555 0100, says Resident`);
  expect(find("img")).toBeNull();
});

const MASKS = { prefix: "/ring-guard", path: "/masks" };
const STREET = { id: "front:1", name: EVIL, corners: "10.004 20, 40 60", always: true, rules: ["Police"], points: [[0.10004, 0.2], [0.4, 0.2], [0.4, 0.6], [0.10004, 0.6]] };

async function openMasks(changes: Partial<Feed> = {}): Promise<RingGuardPanel> {
  masked = [{ id: "front", name: "Front door", mark: "m", masks: [STREET] }];
  const panel = await open(feed(changes));
  panel.route = MASKS;
  await settle();
  return panel;
}

test("masks are shown on the picture, and their names and rules stay words", async () => {
  await openMasks();
  expect(find("ring-guard-mask-board")?.shadowRoot?.querySelectorAll("polygon").length).toBe(1);
  expect(find("img")?.getAttribute("src")).toBe("data:image/jpeg;base64,AAAA");
  expect(find("img[src=x]")).toBeNull();
  expect(text()).toContain("Asked for by: Police.");
});

test("corners that nobody moved are sent as they were written, and a new mask is drawn with the keyboard", async () => {
  await openMasks();
  find("#rectangle")?.click();
  await settle();
  const board = find("ring-guard-mask-board")?.shadowRoot?.querySelector(".board");
  const press = (key: string, shiftKey = false) => board?.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true }));
  press("Enter");
  press("ArrowRight", true);
  press("ArrowDown");
  press("Enter");
  await settle();
  find("#save")?.click();
  await settle();
  const sent = callWS.mock.calls.map(([message]) => message).find((message) => (message as { type: string }).type === "ring_guard/save_masks");
  expect(sent).toEqual({
    type: "ring_guard/save_masks",
    camera: "front",
    mark: "m",
    masks: [
      { id: "front:1", name: EVIL, always: true, corners: "10.004 20, 40 60" },
      { name: "Mask 1", always: true, corners: "50 50, 55 51" },
    ],
  });
});

test("masks without a name or with the same one cannot be saved", async () => {
  await openMasks();
  const name = find("input[name=name]") as HTMLInputElement;
  name.value = " ";
  name.dispatchEvent(new Event("input"));
  await settle();
  expect((find("#save") as HTMLButtonElement).disabled).toBe(true);
  expect(text()).toContain(english.selector.panel.options.mask_needs_name);
});

test("whoever may not see footage draws on a grey field, and others find no such page", async () => {
  const panel = await openMasks({ may_answer: false });
  expect(find("img")).toBeNull();
  expect(text()).toContain(english.selector.panel.options.picture_for_approvers);
  expect(callWS.mock.calls.some(([message]) => (message as { type: string }).type === "ring_guard/picture")).toBe(false);
  panel.remove();
  const other = await open(feed({ may_answer: false, may_draw: false }));
  other.route = MASKS;
  await settle();
  expect(find("ring-guard-masks")).toBeNull();
  expect(find("#waiting")).not.toBeNull();
});
