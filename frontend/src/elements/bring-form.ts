/**
 * Footage that an approver brings for one request: a file from this device, or an item of the media browser. Names that other
 * integrations give their items are text and nothing else.
 */

import { css, html, nothing, type TemplateResult } from "lit";

import { Asking } from "../asking";
import { choosable } from "../choice";
import type { FootageRequest, OwnCamera } from "../feed";
import { base, column } from "../style";
import { tame } from "../words";

interface Item {
  readonly title: string;
  readonly media_content_id: string;
  readonly media_class: string;
  readonly media_content_type: string;
  readonly can_play: boolean;
  readonly can_expand: boolean;
  readonly children?: readonly Item[] | null;
}

interface Taken {
  readonly start: string;
  readonly end: string;
}

export class BringForm extends Asking {
  static override properties = {
    ...Asking.properties,
    request: { attribute: false },
    file: { state: true },
    trail: { state: true },
    said: { state: true },
  };
  static override styles = [
    base,
    column,
    css`
      .body {
        display: flex;
        flex-direction: column;
        gap: 12px;
        margin-top: 8px;
      }
      label {
        display: flex;
        flex-direction: column;
        gap: 4px;
      }
      ul {
        display: flex;
        flex-direction: column;
        gap: 4px;
        padding: 0;
        list-style: none;
      }
      summary {
        padding: 6px 0;
      }
      .items button {
        text-align: start;
        border-radius: 12px;
      }
    `,
  ];

  declare request: FootageRequest;
  declare file: File | null;
  /** The folders of the media browser that were gone through, the open one last. */
  declare trail: readonly Item[];
  declare said: string | null;

  constructor() {
    super();
    this.file = null;
    this.trail = [];
    this.said = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words } = this.page;
    const cameras = this.cameras();
    if (cameras.length === 0) return nothing;
    return html`
      <details id="bring">
        <summary>${words.say("bring")}</summary>
        <div class="body">
          <p class="quiet small">${words.say("bring_hint")}</p>
          ${this.place(cameras)} ${this.upload()} ${this.browser()}
          <div role="status">
            ${this.busy ? html`<p>${words.say("bring_working")}</p>` : nothing} ${this.said ? html`<p>${this.said}</p>` : nothing}
          </div>
          ${this.refusal()}
        </div>
      </details>
    `;
  }

  /** Return the cameras of this request whose footage people bring. */
  private cameras(): readonly OwnCamera[] {
    const wanted = new Set(choosable(this.request, this.page.feed).map((camera) => camera.id));
    return this.page.feed.cameras.filter((camera) => camera.by_hand && wanted.has(camera.id));
  }

  private place(cameras: readonly OwnCamera[]): TemplateResult {
    const { words } = this.page;
    return html`
      <label>
        ${words.say("bring_camera")}
        <select id="hand">
          ${cameras.map((camera) => html`<option value=${camera.id}>${camera.name}</option>`)}
        </select>
      </label>
      <label>
        ${words.say("bring_start")}
        <input id="begins" type="datetime-local" step="1" aria-describedby="begins-hint" />
        <span id="begins-hint" class="quiet small">${words.say("bring_start_hint")}</span>
      </label>
    `;
  }

  private upload(): TemplateResult {
    const { words } = this.page;
    return html`
      <label>
        ${words.say("bring_file")}
        <input
          id="file"
          type="file"
          accept="video/*,.mkv,.ts"
          @change=${(event: Event) => (this.file = (event.target as HTMLInputElement).files?.[0] ?? null)}
        />
      </label>
      <div class="row">
        <button id="upload" class="main" ?disabled=${this.busy || !this.file} @click=${this.send}>
          ${words.say("bring_upload")}
        </button>
      </div>
    `;
  }

  private browser(): TemplateResult {
    const { words } = this.page;
    const open = this.trail.at(-1);
    return html`
      <details
        id="media"
        @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && !open && this.look("")}
      >
        <summary>${words.say("media")}</summary>
        ${this.trail.length > 1
          ? html`<button id="back" ?disabled=${this.busy} @click=${() => (this.trail = this.trail.slice(0, -1))}>
              ${words.say("media_back")}
            </button>`
          : nothing}
        ${open ? this.items(open) : nothing}
      </details>
    `;
  }

  private items(folder: Item): TemplateResult {
    const { words } = this.page;
    const shown = (folder.children ?? []).filter((item) => item.can_expand || isVideo(item));
    if (shown.length === 0) return html`<p class="quiet">${words.say("media_empty")}</p>`;
    return html`<ul class="items">
      ${shown.map((item) => {
        const name = tame(item.title);
        return html`<li>
          <button ?disabled=${this.busy} @click=${() => (item.can_expand ? this.look(item.media_content_id) : this.use(item))}>
            <bdi>${item.can_expand ? `${name} ›` : words.say("media_use", { name })}</bdi>
          </button>
        </li>`;
      })}
    </ul>`;
  }

  private async look(id: string): Promise<void> {
    await this.attempt(async () => {
      const folder = await this.page.ask<Item>({ type: "media_source/browse_media", media_content_id: id });
      this.trail = [...this.trail, folder];
    });
  }

  private async send(): Promise<void> {
    const { file } = this;
    if (!file) return;
    await this.attempt(async () => {
      this.said = null;
      const query = new URLSearchParams({ name: file.name, ...this.stated() });
      const place = [this.request.request_id, this.camera()].map(encodeURIComponent).join("/");
      this.taken((await this.page.upload(`/api/ring_guard/footage/${place}?${query}`, file)) as Taken);
    });
  }

  private async use(item: Item): Promise<void> {
    await this.attempt(async () => {
      this.said = null;
      const data = { request_id: this.request.request_id, camera: this.camera(), media_content_id: item.media_content_id };
      this.taken((await this.page.call("use_media", { ...data, ...this.stated() })) as Taken);
    });
  }

  private camera(): string {
    return this.renderRoot.querySelector<HTMLSelectElement>("#hand")?.value ?? "";
  }

  /** Return when the recording begins, if the person says so. */
  private stated(): { start?: string } {
    const value = this.renderRoot.querySelector<HTMLInputElement>("#begins")?.value ?? "";
    const start = this.page.clock.instant(value, null);
    return start === null ? {} : { start: new Date(start).toISOString() };
  }

  private taken({ start, end }: Taken): void {
    const { words, clock, feed } = this.page;
    const camera = feed.cameras.find((one) => one.id === this.camera())?.name ?? "";
    this.said = words.say("bring_taken", { camera, span: clock.span(start, end) });
  }
}

function isVideo(item: Item): boolean {
  return item.can_play && (item.media_class === "video" || item.media_content_type.startsWith("video"));
}

customElements.define("ring-guard-bring", BringForm);
