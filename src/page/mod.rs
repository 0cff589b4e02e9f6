//! The form in the browser: takes what a page asks of a folder, and answers it.
//!
//! All of it is data over [`Files`](crate::Files): how requests travel, and where files are, is
//! for those who have a page. The program serves it on 127.0.0.1 (`src/serve`); one HTML file
//! has the library in itself (`packaging/html.sh`). `request` is what is asked, and `view` what
//! is answered; `session` answers for the open folder (`folder` for it as a whole, `editing` for
//! changes of its files, `suggested` for indicators, `collected` for an inbox), `start` before one is open. `handed` puts an office's files into the page that
//! is one file. `assets` is the page itself: HTML, styles and plain JavaScript modules,
//! of which `transport.js` alone knows where the answers are.

mod collected;
mod editing;
mod folder;
mod handed;
mod history;
mod progress;
mod request;
mod session;
mod start;
mod suggested;
mod view;
mod words;

pub use handed::hand_on;
pub use request::{IfThere, Request};
pub use session::{Answer, FOLDER, Session};
pub use start::{StartRequest, make};
pub use view::refusal;
