/** Tests that use the production build in a real browser and find elements by role and label, as users do. */
@NullMarked
package org.stackdeck.browser;

import org.jspecify.annotations.NullMarked;
