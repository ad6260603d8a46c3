@NullMarked
package org.stackdeck.ui.overview;

import org.jspecify.annotations.NullMarked;
