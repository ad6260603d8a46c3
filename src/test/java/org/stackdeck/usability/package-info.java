/** Compares Stackdeck and Horizon by everyday tasks that scripted browsers perform on the same real cloud. */
@NullMarked
package org.stackdeck.usability;

import org.jspecify.annotations.NullMarked;
