import { control, described, entered, meaning, visible } from "./controls.ts";
import { styles } from "./styles.ts";
import { bytes, flag, oneOf, orNull, text } from "./trait.ts";
import { part } from "./widget-traits.ts";

/**
 * A box with a tick.
 * @example
 * new Checkbox({ value: true, description: "shuffle" }).value // → true
 */
export const Checkbox = control("Checkbox", {
  ...entered,
  style: part(styles.checkbox),
  value: flag(false),
  /** Whether it is aligned with the other widgets' fields. Default true. */
  indent: flag(true),
});
export type Checkbox = InstanceType<typeof Checkbox>;

/**
 * A button that stays pressed.
 * @example
 * new ToggleButton({ description: "discretise" }).value // → false
 */
export const ToggleButton = control("ToggleButton", {
  ...entered,
  style: part(styles.toggleButton),
  value: flag(false),
  buttonStyle: meaning(),
  /** The name of one of Font Awesome's icons, such as "check". */
  icon: text(),
});
export type ToggleButton = InstanceType<typeof ToggleButton>;

/**
 * A tick or a cross.
 * @example
 * new Valid({ value: true, description: "solved" }).readout // → "Invalid"
 */
export const Valid = control("Valid", {
  ...entered,
  style: part(styles.description),
  value: flag(false),
  /** What stands beside the cross. */
  readout: text("Invalid"),
});
export type Valid = InstanceType<typeof Valid>;

/**
 * A field for a colour, as CSS writes it.
 * @example
 * new ColorPicker({ value: "#0072B2" }).value // → "#0072B2"
 */
export const ColorPicker = control("ColorPicker", {
  ...entered,
  style: part(styles.description),
  value: orNull(text(), "black"),
  /** Whether only the colour is shown. Default false. */
  concise: flag(false),
});
export type ColorPicker = InstanceType<typeof ColorPicker>;

/**
 * A picture from its bytes.
 * @example
 * new Image({ value: new Uint8Array([137, 80, 78, 71]), format: "png", width: "200" }).format // → "png"
 */
export const Image = control("Image", {
  ...visible,
  value: bytes(),
  format: oneOf("png", "jpeg", "gif", "svg+xml", "webp", "url"),
  /** In pixels, as a text; "" leaves it to the page. */
  width: text(),
  height: text(),
});
export type Image = InstanceType<typeof Image>;

const pressed = {
  ...visible,
  description: described.description,
  disabled: flag(false),
  style: part(styles.button),
  buttonStyle: meaning(),
  /** The name of one of Font Awesome's icons, such as "play". */
  icon: text(),
};
const Base = control("Button", pressed);

/**
 * A button.
 * @example
 * const again = new Button({ description: "train again", icon: "play" });
 * again.onClick(() => console.log("pressed"));
 * again.disabled // → false
 */
export class Button extends Base {
  /**
   * From here on `handler` is called at each press. What it returns is waited for.
   * @returns what ends it
   */
  onClick(handler: () => unknown): () => void {
    return this.onCustom((content) => {
      const { event } = (content ?? {}) as { event?: unknown };
      return event === "click" ? handler() : undefined;
    });
  }
}
