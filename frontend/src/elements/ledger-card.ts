/** The ledger's head, a button that checks the whole of it, and its entries for whoever may read them. */

import { html, nothing, type TemplateResult } from "lit";

import { Asking } from "../asking";
import { base, code } from "../style";
import "./entry-fold";

interface Checked {
  readonly whole: boolean;
  readonly problem_text: string | null;
  readonly broken_at: number | null;
  readonly count: number;
}

export class LedgerCard extends Asking {
  static override properties = { checked: { state: true } };
  static override styles = [base, code];

  declare checked: Checked | null;

  constructor() {
    super();
    this.checked = null;
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
        <ring-guard-entry-fold .page=${this.page} .label=${words.say("show_entries")}></ring-guard-entry-fold>
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
    await this.attempt(async () => {
      this.checked = (await this.page.call("verify_ledger", {})) as Checked;
    });
  }
}

customElements.define("ring-guard-ledger", LedgerCard);
