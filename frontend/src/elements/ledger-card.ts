/** The ledger's head, and a button that checks the whole of it. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";

import type { Page } from "../page";
import { base } from "../style";

interface Checked {
  readonly whole: boolean;
  readonly problem_text: string | null;
  readonly broken_at: number | null;
  readonly count: number;
}

export class LedgerCard extends LitElement {
  static override properties = {
    page: { attribute: false },
    busy: { state: true },
    checked: { state: true },
    problem: { state: true },
  };
  static override styles = [
    base,
    css`
      code {
        font-family: var(--ha-font-family-code, monospace);
      }
    `,
  ];

  declare page: Page;
  declare busy: boolean;
  declare checked: Checked | null;
  declare problem: string | null;

  constructor() {
    super();
    this.busy = false;
    this.checked = null;
    this.problem = null;
  }

  protected override render(): TemplateResult {
    const { words, feed } = this.page;
    const { count, hash } = feed.head;
    return html`
      <section class="card" aria-labelledby="ledger">
        <h2 id="ledger">${words.say("ledger")}</h2>
        <p>${words.say("entries", { count })} <code title=${hash}>${hash.slice(0, 16)}</code></p>
        <div class="row">
          <button id="check" ?disabled=${this.busy} @click=${this.check}>${words.say("check_ledger")}</button>
        </div>
        <div role="status">${this.result()}</div>
        <p class="quiet small">${words.say("ledger_hint")}</p>
        <p>${words.say("signing_key")} <code id="key">${feed.signing_key}</code></p>
        <p class="quiet small">${words.say("signing_key_hint")}</p>
      </section>
    `;
  }

  private result(): TemplateResult | typeof nothing {
    const { words } = this.page;
    if (this.busy) return html`<p>${words.say("checking")}</p>`;
    if (this.problem) return html`<p class="problem">${this.problem}</p>`;
    if (!this.checked) return nothing;
    if (this.checked.whole) return html`<p>${words.say("ledger_whole", { count: this.checked.count })}</p>`;
    const values = { problem: this.checked.problem_text ?? "", entry: this.checked.broken_at ?? "–" };
    return html`<p class="problem">${words.say("ledger_broken", values)}</p>`;
  }

  private async check(): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      this.checked = (await this.page.call("verify_ledger", {})) as Checked;
    } catch (error) {
      this.problem = this.page.words.failure(error);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("ring-guard-ledger", LedgerCard);
