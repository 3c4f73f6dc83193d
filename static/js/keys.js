// 1 to 9 choose the level of that place, the lowest first, for the competence that has the focus. Arrows are the
// browser's own. Where text is typed, and with any other key held down, a number is a number.
const LEVELS = ".app-rating__levels .nhsuk-radios__item:not(.app-rating__off-scale) [type=radio]";
const TYPED_IN = "textarea, select, input:not([type=radio], [type=checkbox])";

export function chooseByKey(event) {
  const row = event.target.closest(".app-rating");
  const isAlone = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing);
  if (!row || !isAlone || event.target.matches(TYPED_IN) || !/^[1-9]$/.test(event.key)) return;
  const level = [...row.querySelectorAll(LEVELS)].sort((one, other) => one.value - other.value)[event.key - 1];
  if (!level?.offsetParent) return; // a former answer stands in place of the levels
  level.focus();
  level.click();
}
