/** Load test: opens hundreds of simulated pages against a separate Stackdeck with a simulated cloud. */
@NullMarked
package org.stackdeck.loadtest;

import org.jspecify.annotations.NullMarked;
