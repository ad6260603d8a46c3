/** The production build in a real browser; elements are found by role and label, as users find them. */
@NullMarked
package org.stackdeck.browser;

import org.jspecify.annotations.NullMarked;
