/** The load bench: pages without a browser, by the hundred, before a console and a simulated cloud of their own. */
@NullMarked
package org.stackdeck.load;

import org.jspecify.annotations.NullMarked;
