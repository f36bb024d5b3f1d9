/**
 * One finished clip or held recording: watch it, keep it. Nothing is fetched before somebody asks, since every look is written
 * down; a held recording that browsers do not play is made playable by the hub first.
 */

import { css, html, nothing, type TemplateResult } from "lit";

import { Asking } from "../asking";
import type { Clip } from "../feed";
import { base, column } from "../style";
import type { Clock } from "../times";

interface Watchable {
  readonly path: string;
  readonly small: boolean;
}

export class ClipPlayer extends Asking {
  static override properties = {
    clip: { attribute: false },
    source: { state: true },
    small: { state: true },
  };
  static override styles = [
    base,
    column,
    css`
      video {
        width: 100%;
        max-height: 60vh;
        background: #000;
        border-radius: 8px;
      }
    `,
  ];

  declare clip: Clip;
  declare source: string | null;
  /** What is shown is not the recording itself. */
  declare small: boolean;

  constructor() {
    super();
    this.source = null;
    this.small = false;
  }

  protected override render(): TemplateResult {
    const { words, clock } = this.page;
    const camera = this.clip.camera.name ?? words.say("removed_camera");
    const label = words.say("clip_of", { camera, length: clock.length(this.clip.seconds) });
    return html`
      <div class="row">
        <span>${label}</span>
        ${this.source ? nothing : html`<button id="watch" class="main" ?disabled=${this.busy} @click=${this.watch}>${words.say("watch")}</button>`}
        <button id="download" @click=${this.download}>${words.say("download")}</button>
      </div>
      ${this.lacking(clock).map((line) => html`<p class="warning">${line}</p>`)}
      <div role="status">
        ${this.busy && this.clip.held ? html`<p class="quiet">${words.say("getting_ready")}</p>` : nothing}
        ${this.source && this.small ? html`<p class="quiet small">${words.say("shown_small")}</p>` : nothing}
      </div>
      ${this.source
        ? html`<video
            controls
            autoplay
            playsinline
            src=${this.source}
            aria-label=${label}
            @error=${this.broken}
          ></video>`
        : nothing}
      ${this.refusal()}
    `;
  }

  /** Say what is not in the clip, and what has to be known about its footage. */
  private lacking(clock: Clock): readonly string[] {
    const { gaps = [], notes = [] } = this.clip;
    const spans = gaps.map((gap) => clock.span(gap.start, gap.end)).join("; ");
    return [...(spans ? [this.page.words.say("clip_partial", { gaps: spans })] : []), ...notes];
  }

  private async watch(): Promise<void> {
    await this.attempt(async () => {
      let { path } = this.clip;
      if (this.clip.held) {
        ({ path, small: this.small } = await this.page.ask<Watchable>({ type: "ring_guard/watch_hold", ...this.clip.held }));
      }
      this.source = await this.page.sign(path);
    });
  }

  private async download(): Promise<void> {
    await this.attempt(async () => {
      const link = document.createElement("a");
      link.href = await this.page.sign(this.clip.path);
      link.download = this.clip.path.split("/").at(-1) ?? "";
      this.renderRoot.append(link);
      link.click();
      link.remove();
    });
  }

  /** The address ran out, the file is gone, or the mode forbids it: offer to begin anew. */
  private broken(): void {
    this.source = null;
    this.problem = this.page.words.say("clip_not_playable");
  }
}

customElements.define("ring-guard-clip", ClipPlayer);
