// The page: in the language of who looks at it.

import "./language.js";
import "./app.js";
