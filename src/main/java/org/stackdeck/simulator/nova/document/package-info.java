/** JSON documents of servers, by microversion. */
@NullMarked
package org.stackdeck.simulator.nova.document;

import org.jspecify.annotations.NullMarked;
