/** Entries of the ledger, newest first, a page at a time: those of one request, or all. Strangers' texts stay plain text. */

import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { Asking } from "../asking";
import { base, code, column, list } from "../style";
import { tame } from "../words";

/** How many are fetched at once. */
const LISTED = 20;

interface Entry {
  readonly number: number;
  readonly at: string;
  readonly text: string;
  readonly request_id: string | null;
  readonly hash: string;
  readonly erased: { readonly by: number; readonly reason: string | null } | null;
  readonly payload: object | null;
}

interface Answer {
  readonly entries: readonly Entry[];
  readonly more: boolean;
}

export class EntryList extends Asking {
  static override properties = { ...Asking.properties, request_id: { attribute: false }, entries: { state: true }, more: { state: true } };
  static override styles = [
    base,
    column,
    list,
    code,
    css`
      li {
        display: flex;
        flex-direction: column;
        gap: 2px;
        padding-top: 12px;
        border-top: 1px solid var(--divider-color);
      }
      li:first-child {
        padding-top: 0;
        border-top: none;
      }
      summary {
        padding: 6px 0;
      }
      pre {
        font-family: var(--ha-font-family-code, monospace);
        font-size: 0.8125rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** Whose entries are shown; undefined for all. */
  declare request_id: string | undefined;
  declare entries: readonly Entry[];
  declare more: boolean;

  /** The newest entry that there was when these were fetched. */
  private head = 0;

  constructor() {
    super();
    this.entries = [];
    this.more = false;
  }

  protected override firstUpdated(): void {
    void this.fetch();
  }

  protected override render(): TemplateResult {
    const { words, feed } = this.page;
    const none = this.entries.length === 0 && !this.busy && !this.problem;
    return html`
      ${none ? html`<p class="quiet">${words.say("entries_none")}</p>` : nothing}
      <ol>
        ${repeat(this.entries, ({ number }) => number, (entry) => this.entry(entry))}
      </ol>
      <div role="status">${this.busy ? words.say("loading") : nothing}</div>
      ${this.refusal()}
      <div class="row">
        ${this.more ? html`<button id="older" ?disabled=${this.busy} @click=${this.older}>${words.say("entries_older")}</button>` : nothing}
        ${feed.head.count > this.head || this.problem
          ? html`<button id="again" ?disabled=${this.busy} @click=${() => this.fetch()}>${words.say("entries_again")}</button>`
          : nothing}
      </div>
    `;
  }

  private entry({ number, at, text, request_id: about, hash, erased, payload }: Entry): TemplateResult {
    const { words, clock } = this.page;
    const reason = tame(erased?.reason ?? "–");
    return html`
      <li>
        <span class="quiet small">${words.say("entry_number", { number })} · ${clock.second(at)}${this.whose(about)}</span>
        <bdi dir="auto">${tame(text)}</bdi>
        ${erased ? html`<span class="quiet small">${words.say("entry_erased", { number: erased.by, reason })}</span>` : nothing}
        ${payload && Object.keys(payload).length > 0
          ? html`<details class="small">
              <summary class="quiet"><code>${hash}</code> · ${words.say("entry_holds")}</summary>
              <pre class="message stranger" dir="auto">${tame(JSON.stringify(payload, null, 2))}</pre>
            </details>`
          : html`<code class="quiet small">${hash}</code>`}
      </li>
    `;
  }

  /** Where entries of all requests stand together, say whose request this is, if the page shows it. */
  private whose(about: string | null): TemplateResult | typeof nothing {
    const found = this.page.feed.requests.find((request) => request.request_id === about);
    if (this.request_id || !found || found.erased) return nothing;
    const name = found.claimed_name ? tame(found.claimed_name) : this.page.words.say("nobody_named");
    return html` · <bdi class="stranger" dir="auto">${name}</bdi>`;
  }

  private async fetch(before?: number): Promise<void> {
    await this.attempt(async () => {
      const { count } = this.page.feed.head;
      const which = { ...(this.request_id && { request_id: this.request_id }), ...(before && { before }) };
      const message = { type: "ring_guard/entries", language: this.page.language, limit: LISTED, ...which };
      const { entries, more } = await this.page.ask<Answer>(message);
      this.entries = before ? [...this.entries, ...entries] : entries;
      this.more = more;
      if (!before) this.head = count;
    });
  }

  private async older(): Promise<void> {
    await this.fetch(this.entries.at(-1)?.number);
  }
}

customElements.define("ring-guard-entries", EntryList);
