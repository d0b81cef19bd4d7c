// Enhancement only: every page works without this file.
import "htmx.org";
import "./announce.js";
import "./dialogs.js";
import "./keys.js";
import "./suggest.js";
import "./noted.js";
import "./files.js";
import "./filing.js";
import "./locating.js";
import "./signing.js";
