/** What leaves, in a few words: which cameras, which seconds, with sound or not, how much of it covered, how small. */

import type { Camera, FootageRequest } from "./feed";
import type { Page } from "./page";

/** Say what leaves of these cameras in the seconds from `start` (milliseconds since 1970) on. */
export function leaving(page: Page, request: FootageRequest, cameras: readonly Camera[], start: number, seconds: number): string {
  const { words, clock } = page;
  const names = cameras.map((camera) => camera.name ?? words.say("removed_camera"));
  const span = `${clock.span(start, start + seconds * 1000)} (${clock.length(seconds)})`;
  return [...names, span, ...kept(page, request, cameras)].join(", ");
}

/** Say what of the picture and sound of these cameras is kept back. */
export function kept(page: Page, request: FootageRequest, cameras: readonly Camera[]): string[] {
  const { words } = page;
  const { sound, masks, most_lines: lines } = request.terms;
  const shown = new Set(cameras.map((camera) => camera.id));
  const count = masks.filter((mask) => shown.has(mask.camera_id)).length;
  return [
    words.say(sound ? "with_sound" : "limit_sound_off"),
    ...(count > 0 ? [count === 1 ? words.say("one_mask") : words.say("some_masks", { count })] : []),
    ...(lines === null ? [] : [words.say("limit_lines", { lines })]),
  ];
}
