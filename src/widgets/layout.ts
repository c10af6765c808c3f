import { orNull, text } from "./trait.ts";
import { widgetClass } from "./widget-class.ts";

/** A property of CSS: null leaves it to the page. */
const css = () => orNull(text());

/** Where and how large a widget is. */
const traits = {
  alignContent: css(),
  alignItems: css(),
  alignSelf: css(),
  borderBottom: css(),
  borderLeft: css(),
  borderRight: css(),
  borderTop: css(),
  bottom: css(),
  display: css(),
  flex: css(),
  flexFlow: css(),
  gridArea: css(),
  gridAutoColumns: css(),
  gridAutoFlow: css(),
  gridAutoRows: css(),
  gridColumn: css(),
  gridGap: css(),
  gridRow: css(),
  gridTemplateAreas: css(),
  gridTemplateColumns: css(),
  gridTemplateRows: css(),
  height: css(),
  justifyContent: css(),
  justifyItems: css(),
  left: css(),
  margin: css(),
  maxHeight: css(),
  maxWidth: css(),
  minHeight: css(),
  minWidth: css(),
  objectFit: css(),
  objectPosition: css(),
  order: css(),
  overflow: css(),
  padding: css(),
  right: css(),
  top: css(),
  visibility: css(),
  width: css(),
};

const base = ["@jupyter-widgets/base", "2.0.0"] as const;

/**
 * Where and how large a widget is: properties of CSS (its flexbox and grid among them), each a text or null.
 * A widget's option `layout` takes them as they are.
 * @example
 * new FloatSlider({ layout: { width: "50%" } }).layout.width // → "50%"
 * new Layout({ gridTemplateColumns: "1fr 2fr" }).height // → null
 */
export const Layout = widgetClass({ name: "Layout", module: base, model: "LayoutModel", view: "LayoutView", traits });
export type Layout = InstanceType<typeof Layout>;
