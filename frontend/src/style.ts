/** The look of Home Assistant, from the variables of whatever theme is chosen. */

import { css } from "lit";

export const base = css`
  :host {
    display: block;
    color: var(--primary-text-color);
    overflow-wrap: anywhere;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  dl,
  dd,
  ul {
    margin: 0;
  }
  h2 {
    font-size: 1.25rem;
    font-weight: 500;
    line-height: 1.4;
  }
  h3 {
    font-size: 1.05rem;
    font-weight: 500;
    line-height: 1.4;
  }
  ul {
    padding-inline-start: 1.2em;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 16px;
    background: var(--ha-card-background, var(--card-background-color));
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
    border-radius: var(--ha-card-border-radius, 12px);
    box-shadow: var(--ha-card-box-shadow, none);
  }
  .quiet {
    color: var(--secondary-text-color);
  }
  .small {
    font-size: 0.875rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  button {
    min-height: 40px;
    padding: 8px 18px;
    font: inherit;
    font-weight: 500;
    color: var(--primary-color);
    cursor: pointer;
    background: none;
    border: 1px solid var(--outline-color, var(--divider-color));
    border-radius: 20px;
  }
  button:hover:not(:disabled) {
    background: color-mix(in srgb, currentcolor 8%, transparent);
  }
  button.main {
    color: var(--text-primary-color, #fff);
    background: var(--primary-color);
    border-color: var(--primary-color);
  }
  button.main:hover:not(:disabled) {
    background: color-mix(in srgb, var(--primary-color) 88%, #000);
  }
  button.danger {
    color: var(--error-color);
  }
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  :focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  input,
  select {
    max-width: 100%;
    font: inherit;
    color: inherit;
    accent-color: var(--primary-color);
  }
  select,
  input:not([type="checkbox"], [type="range"]) {
    min-height: 44px;
    padding: 8px 12px;
    background: var(--input-fill-color, var(--secondary-background-color));
    border: 1px solid var(--input-outlined-idle-border-color, var(--outline-color, var(--divider-color)));
    border-radius: 8px;
  }
  summary {
    cursor: pointer;
    border-radius: 8px;
  }
  .problem {
    padding: 10px 12px;
    border-inline-start: 4px solid var(--error-color);
    background: color-mix(in srgb, var(--error-color) 10%, transparent);
    border-radius: 4px;
  }
  .warning {
    padding: 10px 12px;
    border-inline-start: 4px solid var(--warning-color);
    background: color-mix(in srgb, var(--warning-color) 12%, transparent);
    border-radius: 4px;
  }
  .stranger {
    unicode-bidi: isolate;
  }
  .message {
    max-height: 16em;
    margin: 8px 0 0;
    padding: 10px 12px;
    overflow: auto;
    white-space: pre-wrap;
    background: var(--secondary-background-color);
    border-radius: 8px;
  }
`;

/** A part whose pieces stand one below the other. */
export const column = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
`;

/** Things one below the other, without bullets or numbers. */
export const list = css`
  ol {
    display: flex;
    flex-direction: column;
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
`;

/** Signs that are compared or copied, one by one. */
export const code = css`
  code {
    font-family: var(--ha-font-family-code, monospace);
  }
`;
