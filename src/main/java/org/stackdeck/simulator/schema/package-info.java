/** Validation of request bodies by JSON schemas, with the error messages of OpenStack. */
@NullMarked
package org.stackdeck.simulator.schema;

import org.jspecify.annotations.NullMarked;
