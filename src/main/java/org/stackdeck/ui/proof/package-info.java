/** Re-authentication of the user within a page. */
@NullMarked
package org.stackdeck.ui.proof;

import org.jspecify.annotations.NullMarked;
