/** Components and helpers that several pages share. */
@NullMarked
package org.stackdeck.ui.component;

import org.jspecify.annotations.NullMarked;
