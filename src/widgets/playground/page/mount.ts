import type { OwnData } from "../problems.ts";
import { type PlaygroundSettings, settingsFrom } from "../settings.ts";
import { type Report, View, type ViewEvents } from "./view.ts";

export type { Report } from "./view.ts";

/** What a playground on a page begins with, and tells. */
export interface MountOptions extends ViewEvents {
  /** What differs from the usual. */
  set?: Partial<PlaygroundSettings>;
  /** Data of one's own. */
  own?: OwnData;
  /** Where an earlier one ended. */
  report?: Report;
}

/** Puts a playground into an element of any page; no kernel is needed. */
export function mount(element: HTMLElement, options: MountOptions = {}): View {
  const { set, own, report, ...events } = options;
  const view = new View(element, settingsFrom({ ...(own ? { data: "own" } : {}), ...set }), own, events);
  if (report) view.restore(report);
  return view;
}
