/** Components that several pages share: buttons, icons, toasts, menus and lists. */
@NullMarked
package org.stackdeck.ui.component;

import org.jspecify.annotations.NullMarked;
