// Counts along how many competences are answered, here and on the other pages of the assessment. It says nothing aloud:
// a number that changes with every press would be in the way.
export function countAnswers(place) {
  const rows = [...document.querySelectorAll(".app-rating")];
  const numbers = document.querySelectorAll("[data-answered]");
  const count = () => {
    const answered = Number(place.dataset.answeredElsewhere) + rows.filter(isAnswered).length;
    numbers.forEach((number) => (number.textContent = answered));
  };
  for (const type of ["input", "change"]) document.addEventListener(type, count);
  count();
}

function isAnswered(row) {
  const chosen = row.querySelector("[type=radio]:checked:not([value=no][name$=still-true])"); // of a former one: not "Changed"
  return chosen && (chosen.dataset.asksReason !== "required" || row.querySelector("textarea").value.trim());
}
