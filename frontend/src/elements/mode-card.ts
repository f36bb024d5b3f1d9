/** The household's mode. Anybody may make it stricter; only approvers are offered milder ones, and the hub checks that too. */

import { html, nothing, type TemplateResult } from "lit";

import { Asking } from "../asking";
import { base } from "../style";
import type { Key } from "../words";

const MODES = ["policy", "ask", "lockdown"] as const;
const BUTTONS: Record<(typeof MODES)[number], Key> = {
  policy: "to_policy",
  ask: "to_ask",
  lockdown: "to_lockdown",
};

export class ModeCard extends Asking {
  static override styles = base;

  protected override render(): TemplateResult {
    const { words, feed } = this.page;
    return html`
      <section class="card" aria-labelledby="mode">
        <h2 id="mode">${words.say("mode")}</h2>
        <p class=${feed.mode === "lockdown" ? "problem" : nothing}>${words.word("mode", feed.mode)}</p>
        ${feed.mode_entity ? html`<div class="row">${this.buttons()}</div>` : nothing}
        ${this.refusal()}
        <p class="quiet small">${words.say(feed.may_answer ? "mode_hint" : "mode_hint_others")}</p>
      </section>
    `;
  }

  private buttons(): TemplateResult[] {
    const { words, feed } = this.page;
    const strictness = MODES.findIndex((mode) => mode === feed.mode);
    return [...MODES]
      .reverse()
      .filter((mode) => mode !== feed.mode && (feed.may_answer || MODES.indexOf(mode) > strictness))
      .map(
        (mode) => html`
          <button
            id=${mode}
            class=${mode === "lockdown" ? "danger" : nothing}
            ?disabled=${this.busy}
            @click=${() => this.choose(mode)}
          >
            ${words.say(BUTTONS[mode])}
          </button>
        `,
      );
  }

  private async choose(mode: string): Promise<void> {
    await this.attempt(async () => {
      await this.page.setMode(mode);
      this.page.announce(this.page.words.word("mode", mode));
    });
  }
}

customElements.define("ring-guard-mode", ModeCard);
