import { orNull, type Traits, text } from "./trait.ts";
import { widgetClass } from "./widget-class.ts";

const css = () => orNull(text());
/** How wide the description is: "initial" as wide as its text. */
const described = { descriptionWidth: text() };
const fonts = {
  fontFamily: css(),
  fontSize: css(),
  fontStyle: css(),
  fontVariant: css(),
  fontWeight: css(),
  textColor: css(),
  textDecoration: css(),
};
const inked = { ...described, background: css(), fontSize: css(), textColor: css() };

const style = <const T extends Traits>(name: string, traits: T) =>
  widgetClass({
    name,
    module: ["@jupyter-widgets/controls", "2.0.0"],
    viewModule: ["@jupyter-widgets/base", "2.0.0"],
    model: `${name}Model`,
    view: "StyleView",
    traits,
  });

/** The colours and fonts of each kind of widget. */
export const styles = {
  button: style("ButtonStyle", { buttonColor: css(), ...fonts }),
  checkbox: style("CheckboxStyle", { ...described, background: css() }),
  description: style("DescriptionStyle", described),
  html: style("HTMLStyle", inked),
  htmlMath: style("HTMLMathStyle", inked),
  label: style("LabelStyle", { ...described, ...fonts, background: css() }),
  progress: style("ProgressStyle", { ...described, barColor: css() }),
  slider: style("SliderStyle", { ...described, handleColor: css() }),
  text: style("TextStyle", inked),
  toggleButton: style("ToggleButtonStyle", { ...described, ...fonts }),
  toggleButtons: style("ToggleButtonsStyle", { ...described, buttonWidth: text(), fontWeight: text() }),
};
