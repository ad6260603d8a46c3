/**
 * Stackdeck: a web interface and REST API for OpenStack servers and other resources, with permissions for users and
 * groups.
 */
@NullMarked
package org.stackdeck;

import org.jspecify.annotations.NullMarked;
