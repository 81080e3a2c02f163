const SEPARATORS = /[ !-/:-@[-`{-~]/g;

/** What makes a label another one: neither its case nor spaces and ASCII punctuation. As the column `label_key`. */
export function labelKey(label: string): string {
  return label.toLowerCase().replace(SEPARATORS, "");
}
