"use strict";

/* Tables that can be sorted, by mouse and keyboard. */
for (const table of document.querySelectorAll("table.sort")) {
	const body = table.tBodies[0];
	const heads = [...table.tHead.rows[0].cells];
	const severities = ["–", "none", "low", "moderate", "high", "critical"];

	/* What a cell is sorted by: a number, a severity, or its words. */
	const key = (row, column) => {
		const text = row.cells[column].textContent;
		const number = parseFloat(text.replace("−", "-"));

		if (heads[column].className === "n")
			return isNaN(number) ? -Infinity : number;
		if (severities.includes(text))
			return severities.indexOf(text);
		return text;
	};
	const order = (a, b) => typeof a === "number" &&
	    typeof b === "number" ? a - b : String(a).localeCompare(String(b));
	const sort = (head, column) => {
		const down = head.ariaSort === "descending" ? false :
		    head.ariaSort === "ascending" ? true :
		    head.className === "n" || head.textContent === "Severity";
		const rows = [...body.rows].map(row => [key(row, column), row]);

		for (const other of heads)
			other.removeAttribute("aria-sort");
		head.setAttribute("aria-sort", down ? "descending" :
		    "ascending");
		rows.sort((a, b) => down ? order(b[0], a[0]) :
		    order(a[0], b[0]));
		body.append(...rows.map(row => row[1]));
	};

	heads.forEach((head, column) => {
		const button = document.createElement("button");

		if (head.classList.contains("k"))
			return;
		button.type = "button";
		button.append(...head.childNodes);
		button.addEventListener("click", () => sort(head, column));
		head.append(button);
	});
}

/* Rows that have every word of the filter. */
const filter = document.getElementById("filter");
if (filter) {
	const rows = [...document.getElementById("all").tBodies[0].rows];
	const texts = rows.map(row => [0, 1, 2].map(i =>
	    row.cells[i].textContent).join(" ").toLowerCase());
	const said = document.querySelector("output");
	const show = () => {
		const words = filter.value.toLowerCase().split(/\s+/);
		let shown = 0;

		rows.forEach((row, i) => {
			row.hidden = !words.every(w => texts[i].includes(w));
			shown += !row.hidden;
		});
		said.textContent = filter.value.trim() === "" ? "" :
		    `${shown} of ${rows.length} tests`;
	};

	filter.addEventListener("input", show);
	filter.parentNode.hidden = false;
	show();
}
