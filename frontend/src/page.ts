/** What every part of the page is given: the words, the clock, the feed, and ways to act. */

import type { Feed } from "./feed";
import type { Clock } from "./times";
import type { Words } from "./words";

export interface Page {
  readonly words: Words;
  readonly clock: Clock;
  readonly feed: Feed;
  /** The reader's language, as the hub names it. */
  readonly language: string;
  /** Call an action of ours and return its answer; rejects with what the hub says. */
  call(action: string, data: object): Promise<unknown>;
  /** Send a command of the hub's and return its answer; rejects with what the hub says. */
  ask<T>(message: object): Promise<T>;
  /** Send a file to an address of the hub and return its answer; rejects with what the hub says. */
  upload(path: string, file: Blob): Promise<unknown>;
  /** Switch the household's mode; rejects with what the hub says. */
  setMode(mode: string): Promise<unknown>;
  /** Return an address at which this person's browser may fetch a clip for a while. */
  sign(path: string): Promise<string>;
  /** Let screen readers say something. */
  announce(text: string): void;
  /** Move the focus to what waits, since the part of the page that had it goes elsewhere. */
  settle(): void;
}
