/** Server-rendered pages for signing in and registration, browser sessions, and web security of the pages. */
@NullMarked
package org.stackdeck.ui.signin;

import org.jspecify.annotations.NullMarked;
