import { type DrawnPoint, type Frame, plain, starts } from "../drawing.ts";
import type { Progress } from "../learner.ts";
import { type PointClassifierSettings, settingsFrom } from "../settings.ts";
import { View, type ViewEvents } from "./view.ts";

/** What a point classifier on a page begins with, and tells. */
export interface MountOptions extends ViewEvents {
  /** What differs from the usual. */
  set?: Partial<PointClassifierSettings>;
  /** The points to begin with; two circles if not said. */
  drawn?: readonly DrawnPoint[];
  /** How the points' own numbers and labels are to be had from the field's. */
  frame?: Frame;
  /** Where an earlier one ended. */
  report?: Progress;
}

/** Puts a point classifier into an element of any page; no kernel is needed. It learns after `setPlaying(true)`. */
export function mount(element: HTMLElement, options: MountOptions = {}): View {
  const { set = {}, drawn = starts.circles(), frame = plain, report, ...events } = options;
  const view = new View(element, settingsFrom(set), drawn, frame, events);
  if (report) view.restore(report);
  return view;
}
