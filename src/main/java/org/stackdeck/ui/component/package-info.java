/** Components that several pages share: titles, grids, dialogs, buttons, icons, toasts and menus. */
@NullMarked
package org.stackdeck.ui.component;

import org.jspecify.annotations.NullMarked;
