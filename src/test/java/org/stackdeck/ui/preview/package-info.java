/** Made-up modules below the pages, to test views without a cloud or a database; never scanned into the real application. */
@NullMarked
package org.stackdeck.ui.preview;

import org.jspecify.annotations.NullMarked;
