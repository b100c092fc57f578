// The pages work without this; it adds what the design system adds: focus on the error summary, and the like.
import { initAll } from "./design-system/nhsuk-frontend-10.6.1.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
