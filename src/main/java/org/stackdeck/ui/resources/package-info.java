/** Pages of the resources besides servers: a live list of each kind, and the details of each resource. */
@NullMarked
package org.stackdeck.ui.resources;

import org.jspecify.annotations.NullMarked;
