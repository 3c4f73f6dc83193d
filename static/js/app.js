import { createAll } from "nhsuk-frontend";
