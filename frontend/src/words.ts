/** The panel's sentences in the reader's language, from the integration's own translations. */

import type english from "../../custom_components/ring_guard/translations/en.json";

import type { Hass } from "./hass";

export type Key = keyof (typeof english)["selector"]["panel"]["options"];

const PREFIX = "component.ring_guard";
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

interface Failure {
  readonly message?: string;
  readonly translation_domain?: string;
  readonly translation_key?: string;
  readonly translation_placeholders?: Readonly<Record<string, string>>;
}

export class Words {
  constructor(private readonly texts: Readonly<Record<string, string>>) {}

  /** Load the texts of the reader's language; Home Assistant fills gaps with English ones. */
  static async load(hass: Hass): Promise<Words> {
    const categories = ["selector", "exceptions"].map((category) =>
      hass.callWS<{ resources: Record<string, string> }>({
        type: "frontend/get_translations",
        language: hass.language,
        category,
        integration: ["ring_guard"],
      }),
    );
    return new Words(Object.assign({}, ...(await Promise.all(categories)).map((answer) => answer.resources)));
  }

  /** Return a sentence of the panel. */
  say(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
    return this.sentence("panel", key, values);
  }

  /** Return a sentence that is said elsewhere as well. */
  sentence(kind: string, key: string, values: Readonly<Record<string, string | number>>): string {
    return fill(this.word(kind, key), values);
  }

  /** Return our word for a value, the value itself if there is none. */
  word(kind: string, value: string): string {
    return this.texts[`${PREFIX}.selector.${kind}.options.${value}`] ?? value;
  }

  /** Return our words for several values. */
  list(kind: string, values: readonly string[]): string {
    return values.map((value) => this.word(kind, value)).join("; ");
  }

  /** Say why a call failed. */
  failure(error: unknown): string {
    const { message, translation_key: key, translation_placeholders: values } = (error ?? {}) as Failure;
    const text = key && this.texts[`${PREFIX}.exceptions.${key}.message`];
    return text ? fill(text, values ?? {}) : (message ?? this.say("call_failed"));
  }
}

/** Make a stranger's text visible as it is: what would hide or reorder signs becomes a dot, line ends stay. */
export function tame(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(HIDDEN, (sign) => (sign === "\n" || sign === "\t" ? sign : "·"));
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ""));
}
