export type { Abbreviation, Valued, ValueOf } from "./abbreviation.ts";
export { type AnyWidget, type AnyWidgetParts, anyWidget } from "./any-widget.ts";
export { Accordion, Box, GridBox, HBox, Stack, Tab, VBox } from "./boxes.ts";
export {
  type Abbreviations,
  type Interactive,
  type InteractOptions,
  interact,
  interactive,
  type ValuesOf,
} from "./interact.ts";
export { Layout } from "./layout.ts";
export { dlink, jsdlink, jslink, type Link, link, type PropertyOf } from "./link.ts";
export {
  BoundedFloatText,
  BoundedIntText,
  FloatLogSlider,
  FloatProgress,
  FloatRangeSlider,
  FloatSlider,
  FloatText,
  IntProgress,
  IntRangeSlider,
  IntSlider,
  IntText,
  Play,
} from "./numbers.ts";
export type { Change } from "./observers.ts";
export { Output } from "./output.ts";
export type { NotebookOutput } from "./output-log.ts";
export { type Playground, type PlaygroundOptions, playground } from "./playground/playground.ts";
export type { PlaygroundSettings } from "./playground/settings.ts";
export type { LabelledPoints } from "./point-classifier/drawing.ts";
export {
  type PointClassifier,
  type PointClassifierOptions,
  pointClassifier,
} from "./point-classifier/point-classifier.ts";
export type { PointClassifierSettings } from "./point-classifier/settings.ts";
export {
  type Choices,
  Dropdown,
  RadioButtons,
  Select,
  SelectionSlider,
  SelectMultiple,
  ToggleButtons,
} from "./selection.ts";
export { Button, Checkbox, ColorPicker, Image, ToggleButton, Valid } from "./switches.ts";
export { Combobox, HTML, HTMLMath, Label, Password, Text, Textarea } from "./texts.ts";
export { type Watchable, type WatchOptions, watchFit } from "./watch-fit.ts";
export { Widget } from "./widget.ts";
export { WidgetError } from "./widget-error.ts";
