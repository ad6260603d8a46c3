/** Settings page, and the base class and notifier of the administration pages that refresh themselves. */
@NullMarked
package org.stackdeck.ui.admin;

import org.jspecify.annotations.NullMarked;
