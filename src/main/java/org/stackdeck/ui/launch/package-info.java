/** The page that launches servers. */
@NullMarked
package org.stackdeck.ui.launch;

import org.jspecify.annotations.NullMarked;
