/** Stackdeck: a web interface and REST API for OpenStack servers that grants access to users and groups. */
@NullMarked
package org.stackdeck;

import org.jspecify.annotations.NullMarked;
