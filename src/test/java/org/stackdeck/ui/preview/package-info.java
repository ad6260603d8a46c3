/** In-memory modules for tests of views without a cloud and a database. Component scans ignore them. */
@NullMarked
package org.stackdeck.ui.preview;

import org.jspecify.annotations.NullMarked;
