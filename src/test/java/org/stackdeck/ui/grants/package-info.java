@NullMarked
package org.stackdeck.ui.grants;

import org.jspecify.annotations.NullMarked;
