/**
 * Ring Guard's page in the sidebar: what waits, what is on its way, finished clips, the history, the mode and the ledger; and
 * beside it the page on which masks are drawn.
 *
 * It shows what the hub tells and passes on what people do; who may do what is the hub's to decide. Strangers' texts are
 * bound as text everywhere and never become markup.
 */

import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import "./elements/entry-fold";
import "./elements/ledger-card";
import "./elements/masks-page";
import "./elements/mode-card";
import "./elements/request-card";
import { changed, subscribe, type ErasedRequest, type Feed, type FootageRequest } from "./feed";
import type { Hass, Route } from "./hass";
import type { Page } from "./page";
import { base } from "./style";
import { Clock } from "./times";
import { tame, Words, type Key } from "./words";

const RETRY_MILLISECONDS = 5_000;
const CLOCK_MILLISECONDS = 30_000;
/** How long a person may look at a clip before the player has to ask again. */
const SIGNED_SECONDS = 3_600;

/** How many requests of a section are unfolded when they first appear. */
const UNFOLDED = 3;

const WAITING = new Set(["received", "awaiting_confirmation"]);
const UNDER_WAY = new Set(["approved", "granted", "cooling_down", "preparing"]);
const SHOWN = new Set(["ready", "released"]);

/** Where the masks are drawn, behind the panel's own address. */
const MASKS = "/masks";

export class RingGuardPanel extends LitElement {
  static override properties = {
    hass: { attribute: false },
    narrow: { type: Boolean },
    route: { attribute: false },
    feed: { state: true },
    words: { state: true },
    stopped: { state: true },
    news: { state: true },
    now: { state: true },
  };

  declare hass: Hass;
  declare narrow: boolean;
  declare route: Route | undefined;
  declare feed: Feed | null;
  declare words: Words | null;
  declare stopped: boolean;
  declare news: string;
  declare now: number;

  private clock: Clock | null = null;
  /** Once it was opened it stays, so that nobody loses what they drew. */
  private drawing = false;
  private listening = 0;
  private end: (() => Promise<void>) | null = null;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.feed = null;
    this.words = null;
    this.stopped = false;
    this.news = "";
    this.now = Date.now();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => (this.now = Date.now()), CLOCK_MILLISECONDS);
    if (this.hasUpdated) void this.listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
    this.stopListening();
  }

  protected override shouldUpdate(properties: PropertyValues<this>): boolean {
    // Home Assistant hands over a new object with every change of any entity; few of them matter here.
    return [...properties.keys()].some((name) => name !== "hass") || this.hassMatters(properties.get("hass"));
  }

  protected override willUpdate(properties: PropertyValues<this>): void {
    if (!properties.has("hass")) return;
    const before = properties.get("hass");
    const { hass } = this;
    this.toggleAttribute("dark", hass.themes?.darkMode ?? false);
    if (!this.clock || this.textsDiffer(before)) {
      this.clock = new Clock(hass.language, hass.config.time_zone, hass.locale?.time_format);
    }
    // A new entry for the panel means that Ring Guard was loaded anew, and the old feed is dead.
    if (this.textsDiffer(before) || before?.panels?.["ring-guard"] !== hass.panels?.["ring-guard"]) void this.listen();
  }

  protected override render(): TemplateResult {
    return html`
      <header>
        ${this.menu()}
        <h1>Ring Guard</h1>
        ${this.ways()}
      </header>
      <div class="unseen" role="status" aria-live="polite">${this.news}</div>
      ${this.content()}
    `;
  }

  private menu(): TemplateResult | typeof nothing {
    if (this.hass.kioskMode || (!this.narrow && this.hass.dockedSidebar !== "always_hidden")) return nothing;
    return html`
      <button class="menu" aria-label=${this.words?.say("menu") ?? "Menu"} @click=${this.toggleMenu}>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path fill="currentColor" d="M3 6h18v2H3zm0 5h18v2H3zm0 5h18v2H3z" />
        </svg>
      </button>
    `;
  }

  private ways(): TemplateResult | typeof nothing {
    const { words } = this;
    if (!words || !this.feed?.may_draw) return nothing;
    const way = (path: string, text: string) => html`
      <a
        href=${`${this.route?.prefix ?? ""}${path}`}
        aria-current=${path === (this.onMasks ? MASKS : "") ? "page" : nothing}
        @click=${(event: MouseEvent) => this.go(event, path)}
        >${text}</a
      >
    `;
    return html`<nav aria-label="Ring Guard">${way("", words.say("requests"))} ${way(MASKS, words.say("masks"))}</nav>`;
  }

  private get onMasks(): boolean {
    return this.route?.path === MASKS && (this.feed?.may_draw ?? false);
  }

  private content(): TemplateResult {
    const { words, clock, feed } = this;
    if (!words || !clock) return html`<main></main>`;
    if (this.stopped) return html`<main><p class="card">${words.say("not_running")}</p></main>`;
    if (!feed) return html`<main><p>${words.say("loading")}</p></main>`;
    const page: Page = {
      words,
      clock,
      feed,
      language: this.hass.language,
      call: async (action, data) => (await this.callAction(action, data)).response,
      ask: (message) => this.hass.callWS(message),
      upload: (path, file) => this.upload(path, file),
      setMode: (mode) => this.callMode(mode),
      sign: (path) => this.sign(path),
      announce: (text) => (this.news = text),
      settle: () => this.renderRoot.querySelector<HTMLElement>("#waiting")?.focus(),
    };
    this.drawing ||= this.onMasks;
    return html`
      ${this.onMasks ? nothing : this.requests(page)}
      ${this.drawing
        ? html`<main class="masks" ?hidden=${!this.onMasks}><ring-guard-masks .page=${page}></ring-guard-masks></main>`
        : nothing}
    `;
  }

  private requests(page: Page): TemplateResult {
    const { words, feed } = page;
    const requests = feed.requests.filter((request) => !request.erased);
    const rest = (request: FootageRequest | ErasedRequest) =>
      request.erased || ![WAITING, UNDER_WAY, SHOWN].some((states) => states.has(request.state));
    return html`
      <main>
        <div class="answers">
          ${feed.ledger_available ? nothing : html`<p class="problem" role="alert">${words.say("ledger_down")}</p>`}
          ${this.section(page, "waiting", requests.filter((request) => WAITING.has(request.state)))}
          ${this.section(page, "under_way", requests.filter((request) => UNDER_WAY.has(request.state)))}
          ${this.section(page, "clips", requests.filter((request) => SHOWN.has(request.state)))}
        </div>
        <div class="side">
          <ring-guard-mode .page=${page}></ring-guard-mode>
          <ring-guard-ledger .page=${page}></ring-guard-ledger>
        </div>
        <div class="history">${this.history(page, feed.requests.filter(rest))}</div>
      </main>
    `;
  }

  private section(page: Page, key: Key & ("waiting" | "under_way" | "clips"), requests: readonly FootageRequest[]) {
    const empty = key === "waiting" ? html`<p class="card quiet">${page.words.say("nothing_waits")}</p>` : nothing;
    if (requests.length === 0 && key !== "waiting") return nothing;
    return html`
      <section aria-labelledby=${key}>
        <h2 id=${key} tabindex="-1">${page.words.say(key)}${requests.length > 0 ? ` (${requests.length})` : nothing}</h2>
        ${requests.length === 0 ? empty : nothing}
        ${repeat(
          requests,
          (request) => request.request_id,
          (request, index) => html`
            <ring-guard-request
              ?folded=${index >= UNFOLDED}
              .page=${page}
              .request=${request}
              .now=${this.now}
            ></ring-guard-request>
          `,
        )}
      </section>
    `;
  }

  private history(page: Page, requests: readonly (FootageRequest | ErasedRequest)[]) {
    const { words, clock } = page;
    return html`
      <section aria-labelledby="history">
        <h2 id="history">${words.say("history")}</h2>
        ${requests.length === 0 ? html`<p class="card quiet">${words.say("nothing_past")}</p>` : nothing}
        ${repeat(
          requests,
          (request) => request.request_id,
          (request) =>
            request.erased
              ? html`<div class="card quiet">
                  <p>${words.say("erased", { time: clock.moment(request.received_at) })}</p>
                  <ring-guard-entry-fold .page=${page} .label=${words.say("history")} .request_id=${request.request_id}></ring-guard-entry-fold>
                </div>`
              : html`<ring-guard-request folded .page=${page} .request=${request} .now=${this.now}></ring-guard-request>`,
        )}
        ${page.feed.requests.length > 0 ? html`<p class="quiet small">${words.say("newest_only", { count: 50 })}</p>` : nothing}
      </section>
    `;
  }

  private hassMatters(before: Hass | undefined): boolean {
    const { hass } = this;
    return (
      this.textsDiffer(before) ||
      before?.panels?.["ring-guard"] !== hass.panels?.["ring-guard"] ||
      before?.themes !== hass.themes ||
      before?.dockedSidebar !== hass.dockedSidebar
    );
  }

  private textsDiffer(before: Hass | undefined): boolean {
    const { language, config, locale } = this.hass;
    return (
      before?.language !== language ||
      before.config.time_zone !== config.time_zone ||
      before.locale?.time_format !== locale?.time_format
    );
  }

  /** Subscribe anew; if Ring Guard does not run at the moment, try again until it does. */
  private async listen(): Promise<void> {
    this.stopListening();
    const turn = this.listening;
    try {
      const [words, end] = await Promise.all([
        Words.load(this.hass),
        subscribe(this.hass, (news) => turn === this.listening && this.take(news)),
      ]);
      if (turn !== this.listening) {
        await end();
        return;
      }
      this.words = words;
      this.end = end;
      this.stopped = false;
    } catch {
      // Whatever the reason, the remedy is the same: say that it does not run, and ask again.
      if (turn !== this.listening) return;
      this.words ??= await Words.load(this.hass).catch(() => null);
      this.stopped = true;
      this.retry = setTimeout(() => void this.listen(), RETRY_MILLISECONDS);
    }
  }

  private stopListening(): void {
    this.listening += 1;
    clearTimeout(this.retry);
    // The connection may be closed already, and then there is nothing to end.
    void this.end?.().catch(() => undefined);
    this.end = null;
  }

  private take(news: Partial<Feed>): void {
    const before = this.feed;
    const empty = { requests: [], people: {} };
    const feed = { ...(before ?? empty), ...news } as Feed;
    this.feed = feed;
    if (before && news.requests) {
      const said = changed(before, feed).map((request) => this.newsOf(request));
      if (said.length > 0) this.news = said.join(" ");
    }
  }

  private newsOf(request: FootageRequest): string {
    const name = request.claimed_name ? tame(request.claimed_name) : (this.words?.say("nobody_named") ?? "");
    return this.words?.say("news", { name, state: this.words.word("state", request.state) }) ?? "";
  }

  /** Go to another page as Home Assistant's own links do, so that the browser's way back works. */
  private go(event: MouseEvent, path: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) return;
    event.preventDefault();
    history.pushState(null, "", `${this.route?.prefix ?? ""}${path}`);
    window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
  }

  private callAction(action: string, data: object) {
    return this.hass.callService("ring_guard", action, data, undefined, false, true);
  }

  private async upload(path: string, file: Blob): Promise<unknown> {
    const response = await this.hass.fetchWithAuth(path, { method: "POST", body: file });
    const answer: unknown = await response.json();
    if (!response.ok) throw answer;
    return answer;
  }

  private callMode(mode: string) {
    const data = { entity_id: this.feed?.mode_entity, option: mode };
    return this.hass.callService("select", "select_option", data, undefined, false);
  }

  private async sign(path: string): Promise<string> {
    const message = { type: "auth/sign_path", path, expires: SIGNED_SECONDS };
    return (await this.hass.callWS<{ path: string }>(message)).path;
  }

  private toggleMenu(): void {
    this.dispatchEvent(new CustomEvent("hass-toggle-menu", { bubbles: true, composed: true }));
  }

  static override styles = [
    base,
    css`
      :host {
        min-height: 100vh;
        background: var(--primary-background-color);
        color-scheme: light;
      }
      :host([dark]) {
        color-scheme: dark;
      }
      header {
        position: sticky;
        top: 0;
        z-index: 2;
        display: flex;
        gap: 8px;
        align-items: center;
        height: var(--header-height, 56px);
        padding: 0 16px;
        color: var(--app-header-text-color, var(--text-primary-color));
        background: var(--app-header-background-color, var(--primary-color));
        border-bottom: var(--app-header-border-bottom, none);
      }
      h1 {
        margin: 0;
        font-size: 1.25rem;
        font-weight: 400;
      }
      .menu {
        display: grid;
        width: 48px;
        height: 48px;
        margin-inline-start: -12px;
        padding: 0;
        color: inherit;
        place-items: center;
        border: 0;
      }
      nav {
        display: flex;
        gap: 4px;
        margin-inline-start: auto;
        align-self: stretch;
      }
      nav a {
        display: grid;
        padding: 0 12px;
        color: inherit;
        text-decoration: none;
        place-items: center;
        border-bottom: 3px solid transparent;
        opacity: 0.8;
      }
      nav a[aria-current] {
        border-bottom-color: currentcolor;
        opacity: 1;
      }
      nav a:focus-visible {
        outline-color: currentcolor;
        outline-offset: -4px;
      }
      main.masks {
        display: block;
      }
      main[hidden] {
        display: none;
      }
      main {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(260px, 1fr);
        grid-template-areas: "answers side" "history side";
        grid-template-rows: auto 1fr;
        gap: 24px;
        max-width: 1200px;
        margin: 0 auto;
        padding: 16px 16px 48px;
      }
      .answers {
        grid-area: answers;
      }
      .side {
        grid-area: side;
      }
      .history {
        grid-area: history;
      }
      .answers,
      .side {
        display: flex;
        flex-direction: column;
        gap: 24px;
        min-width: 0;
      }
      .side {
        gap: 12px;
      }
      section {
        display: flex;
        flex-direction: column;
        gap: 12px;
      }
      h2:focus {
        outline: none;
      }
      .unseen {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }
      @media (max-width: 870px) {
        main {
          grid-template-columns: minmax(0, 1fr);
          grid-template-areas: "answers" "side" "history";
          grid-template-rows: auto;
          padding: 12px 12px 48px;
        }
      }
    `,
  ];
}

customElements.define("ring-guard-panel", RingGuardPanel);
