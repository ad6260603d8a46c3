/** REST controller for the diagnostics bundle. */
@NullMarked
package org.stackdeck.api.diagnostics;

import org.jspecify.annotations.NullMarked;
