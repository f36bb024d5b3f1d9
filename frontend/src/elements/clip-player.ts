/** One finished clip: watch it, keep it. Nothing is fetched before somebody asks, since every look is written down. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";

import type { Clip } from "../feed";
import type { Page } from "../page";
import { base } from "../style";

export class ClipPlayer extends LitElement {
  static override properties = {
    page: { attribute: false },
    clip: { attribute: false },
    source: { state: true },
    problem: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
      video {
        width: 100%;
        max-height: 60vh;
        background: #000;
        border-radius: 8px;
      }
    `,
  ];

  declare page: Page;
  declare clip: Clip;
  declare source: string | null;
  declare problem: string | null;

  constructor() {
    super();
    this.source = null;
    this.problem = null;
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
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
    `;
  }

  private async watch(): Promise<void> {
    this.source = await this.signed();
  }

  private async download(): Promise<void> {
    const address = await this.signed();
    if (!address) return;
    const link = document.createElement("a");
    link.href = address;
    link.download = this.clip.path.split("/").at(-1) ?? "";
    this.renderRoot.append(link);
    link.click();
    link.remove();
  }

  private async signed(): Promise<string | null> {
    try {
      this.problem = null;
      return await this.page.sign(this.clip.path);
    } catch (error) {
      this.problem = this.page.words.failure(error);
      return null;
    }
  }

  /** The address ran out, the file is gone, or the mode forbids it: offer to begin anew. */
  private broken(): void {
    this.source = null;
    this.problem = this.page.words.say("clip_not_playable");
  }
}

customElements.define("ring-guard-clip", ClipPlayer);
