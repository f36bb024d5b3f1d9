/**
 * How a finished clip leaves: the form that lets it out, the one look at a link's address and pass-phrase, and what became of
 * the link. Addresses that a stranger wrote are shown as text and lead nowhere.
 */

import { css, html, nothing, type TemplateResult } from "lit";

import { Asking } from "../asking";
import type { FootageRequest, Release } from "../feed";
import { kept } from "../leaving";
import { base, code, column } from "../style";
import { tame } from "../words";

/** What is told once, in the answer to the call. */
interface Handed {
  readonly link: string | null;
  readonly link_path: string | null;
  readonly pass_phrase: string | null;
}

const HOUR_SECONDS = 3600;
const LONGEST_HOURS = 720;
const MOST_FETCHES = 20;

export class ReleaseCard extends Asking {
  static override properties = {
    request: { attribute: false },
    handed: { state: true },
    way: { state: true },
  };
  static override styles = [
    base,
    column,
    code,
    css`
      code {
        overflow-wrap: anywhere;
        user-select: all;
      }
      .fields {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
      }
      .fields > * {
        max-width: 100%;
      }
    `,
  ];

  declare request: FootageRequest;
  declare handed: Handed | null;
  declare way: string;

  constructor() {
    super();
    this.handed = null;
    this.way = "link";
  }

  protected override render(): TemplateResult {
    const { release, state } = this.request;
    const { may_answer: approver, mode } = this.page.feed;
    return html`
      ${release ? this.leaving(release) : nothing}
      ${!release && state === "ready" && approver && mode !== "lockdown" ? this.form() : nothing}
      ${this.handed && release ? this.once(this.handed) : nothing}
      ${this.refusal()}
    `;
  }

  /** Say what becomes of what was let out. */
  private leaving(release: Release): TemplateResult {
    const { words, clock } = this.page;
    if (release.way === "saved" || !release.ends) return html`<p>${words.say("saved_hint")}</p>${this.links()}`;
    const waits = this.request.state === "ready";
    const counts = { time: clock.moment(release.ends), count: release.fetches.length, allowed: release.fetches_allowed };
    return html`
      ${waits ? html`<p>${words.say("opens_at", { time: clock.moment(release.opens) })}</p>` : nothing}
      <p>${words.say("link_counts", counts)}</p>
      ${release.fetches.map(
        (fetch) =>
          html`<p class="quiet small">${words.say("fetched", { time: clock.moment(fetch.at), address: fetch.address })}</p>`,
      )}
      <div class="row">
        <button id="revoke" class="danger" ?disabled=${this.busy} @click=${this.revoke}>${words.say("revoke")}</button>
      </div>
    `;
  }

  private form(): TemplateResult {
    const { words } = this.page;
    const { terms } = this.request;
    const hours = terms.link_life === null ? LONGEST_HOURS : terms.link_life / HOUR_SECONDS;
    const fetches = terms.fetches ?? MOST_FETCHES;
    const seconds = this.request.clips.reduce((sum, clip) => sum + clip.seconds, 0);
    const clips = words.say("clips_in_all", { count: this.request.clips.length, length: this.page.clock.length(seconds) });
    const what = [clips, ...kept(this.page, this.request, this.request.clips.map((clip) => clip.camera))].join(", ");
    return html`
      <h4>${words.say("release")}</h4>
      <p>${words.say("release_leaves", { what })}</p>
      <div class="fields">
        <label>
          ${words.say("release_way")}
          <select id="way" @change=${(event: Event) => (this.way = (event.target as HTMLSelectElement).value)}>
            ${["link", "saved"].map(
              (way) => html`<option value=${way} ?selected=${way === this.way}>${words.word("way", way)}</option>`,
            )}
          </select>
        </label>
        ${this.way === "link"
          ? html`
              ${this.number("hours", words.say("release_hours"), hours, "0.1")}
              ${this.number("fetches", words.say("release_fetches"), fetches, "1")}
              <label class="check"><input id="phrase" type="checkbox" /> ${words.say("release_phrase")}</label>
            `
          : nothing}
        <button id="release" class="main" ?disabled=${this.busy} @click=${this.release}>${words.say("release")}</button>
      </div>
      ${this.way === "saved" ? this.links() : nothing}
      <p class="quiet small">${words.say("release_hint")}</p>
    `;
  }

  private number(id: string, label: string, most: number, step: string): TemplateResult {
    return html`
      <label>
        ${label}
        <input id=${id} type="number" inputmode="decimal" min=${step} max=${most} step=${step} .value=${String(most)} />
      </label>
    `;
  }

  /** Show address and pass-phrase while this page is open: nobody can look them up later. */
  private once(handed: Handed): TemplateResult {
    const { words } = this.page;
    const address = handed.link ?? handed.link_path;
    if (!address) return html``;
    return html`
      <div class="card" role="status">
        <p>${words.say("link_once")}</p>
        <p>${words.say("link_is")} <code id="link">${address}</code></p>
        ${handed.link ? nothing : html`<p class="warning">${words.say("no_outside_address")}</p>`}
        ${handed.pass_phrase
          ? html`<p>${words.say("phrase_is")} <code id="told">${handed.pass_phrase}</code></p>`
          : nothing}
      </div>
    `;
  }

  /** Show where the message wants the clip uploaded, as text. */
  private links(): TemplateResult | typeof nothing {
    const { links } = this.request;
    if (links.length === 0) return nothing;
    return html`
      <p>${this.page.words.say("upload_links")}</p>
      ${links.map((link) => html`<p><code class="stranger" dir="ltr">${tame(link)}</code></p>`)}
    `;
  }

  private async release(): Promise<void> {
    const field = (id: string) => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
    const data: Record<string, unknown> = { way: this.way };
    if (this.way === "link") {
      data["hours"] = Number(field("hours")?.value);
      data["fetches"] = Number(field("fetches")?.value);
      data["pass_phrase"] = field("phrase")?.checked ?? false;
    }
    await this.attempt(async () => {
      this.handed = (await this.act("release", data)) as Handed;
    });
  }

  private async revoke(): Promise<void> {
    await this.attempt(async () => {
      await this.act("revoke", {});
      this.handed = null;
    });
  }

  private async act(action: string, data: object): Promise<unknown> {
    const answer = await this.page.call(action, { request_id: this.request.request_id, ...data });
    this.page.announce(this.page.words.say("done"));
    return answer ?? {};
  }
}

customElements.define("ring-guard-release", ReleaseCard);
