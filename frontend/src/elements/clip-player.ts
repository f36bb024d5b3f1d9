/** One finished clip: watch it, keep it. Nothing is fetched before somebody asks, since every look is written down. */

import { css, html, nothing, type TemplateResult } from "lit";

import { Asking } from "../asking";
import type { Clip } from "../feed";
import { base, column } from "../style";

export class ClipPlayer extends Asking {
  static override properties = {
    clip: { attribute: false },
    source: { state: true },
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

  constructor() {
    super();
    this.source = null;
  }

  protected override render(): TemplateResult {
    const { words, clock } = this.page;
    const camera = this.clip.camera.name ?? words.say("removed_camera");
    const label = words.say("clip_of", { camera, length: clock.length(this.clip.seconds) });
    return html`
      <div class="row">
        <span>${label}</span>
        ${this.source ? nothing : html`<button id="watch" class="main" @click=${this.watch}>${words.say("watch")}</button>`}
        <button id="download" @click=${this.download}>${words.say("download")}</button>
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

  private async watch(): Promise<void> {
    await this.attempt(async () => {
      this.source = await this.page.sign(this.clip.path);
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
