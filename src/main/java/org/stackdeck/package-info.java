/** Stackdeck: web interface and REST API for OpenStack, with its own users and grants. */
@NullMarked
package org.stackdeck;

import org.jspecify.annotations.NullMarked;
