/** In-memory modules to test views without a cloud or a database. Never scanned into the application. */
@NullMarked
package org.stackdeck.ui.preview;

import org.jspecify.annotations.NullMarked;
