/** Everyday tasks performed by scripted browsers with Stackdeck and with Horizon on the same real cloud. */
@NullMarked
package org.stackdeck.usability;

import org.jspecify.annotations.NullMarked;
