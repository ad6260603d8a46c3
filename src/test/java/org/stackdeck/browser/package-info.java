/** The production build in a real browser, found by roles and labels as a person finds things. */
@NullMarked
package org.stackdeck.browser;

import org.jspecify.annotations.NullMarked;
