@NullMarked
package org.stackdeck.ui.component;

import org.jspecify.annotations.NullMarked;
