import { control, described, entered } from "./controls.ts";
import { styles } from "./styles.ts";
import { flag, int, listOf, orNull, text } from "./trait.ts";
import { part } from "./widget-traits.ts";

/** The protocol's way to say that there is none: a space of no width. */
const placeholder = text("\u200b");

const typed = {
  ...entered,
  style: part(styles.text),
  value: text(),
  /** What stands in an empty field. */
  placeholder,
  /** Whether it tells each letter, or only what was meant to be done with Enter or by leaving it. Default true. */
  continuousUpdate: flag(true),
};

/**
 * A field for a line of text.
 * @example
 * new Text({ placeholder: "your name" }).value // → ""
 */
export const Text = control("Text", typed);
export type Text = InstanceType<typeof Text>;

/**
 * A field for text of several lines.
 * @example
 * new Textarea({ value: "one\ntwo", rows: 4 }).rows // → 4
 */
export const Textarea = control("Textarea", { ...typed, rows: orNull(int(0)) });
export type Textarea = InstanceType<typeof Textarea>;

/**
 * A field that hides what is typed.
 * @example
 * new Password({ description: "token" }).value // → ""
 */
export const Password = control("Password", typed);
export type Password = InstanceType<typeof Password>;

/**
 * A field for a line of text with suggestions.
 * @example
 * new Combobox({ options: ["adam", "sgd"], ensureOption: true }).options // → ["adam", "sgd"]
 */
export const Combobox = control("Combobox", {
  ...typed,
  options: listOf(text()),
  /** Whether nothing else than the suggestions is taken. Default false. */
  ensureOption: flag(false),
});
export type Combobox = InstanceType<typeof Combobox>;

const shown = { ...described, value: text(), placeholder };

/**
 * A line of text; may hold LaTeX between dollar signs.
 * @example
 * new Label({ value: "$\\eta$ is the learning rate" }).value // → "$\\eta$ is the learning rate"
 */
export const Label = control("Label", { ...shown, style: part(styles.label) });
export type Label = InstanceType<typeof Label>;

/**
 * HTML. What comes from elsewhere has to be made safe before.
 * @example
 * new HTML({ value: "<b>bold</b>" }).value // → "<b>bold</b>"
 */
export const HTML = control("HTML", { ...shown, style: part(styles.html) });
export type HTML = InstanceType<typeof HTML>;

/**
 * HTML with LaTeX between dollar signs.
 * @example
 * new HTMLMath({ value: "<b>$w_1$</b>" }).value // → "<b>$w_1$</b>"
 */
export const HTMLMath = control("HTMLMath", { ...shown, style: part(styles.htmlMath) });
export type HTMLMath = InstanceType<typeof HTMLMath>;
