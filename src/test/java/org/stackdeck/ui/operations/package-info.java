@NullMarked
package org.stackdeck.ui.operations;

import org.jspecify.annotations.NullMarked;
