/** The page that launches servers: view, URL parameters, submission and quota forecast. */
@NullMarked
package org.stackdeck.ui.launch;

import org.jspecify.annotations.NullMarked;
