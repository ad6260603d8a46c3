/** Small parts that several pages are made of. */
@NullMarked
package org.stackdeck.ui.component;

import org.jspecify.annotations.NullMarked;
