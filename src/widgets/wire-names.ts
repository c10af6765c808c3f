/** A property's name in messages: `readoutFormat` is `readout_format` there. */
export function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
