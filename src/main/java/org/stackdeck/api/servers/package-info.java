/** REST endpoints for servers, their details and actions on them. */
@NullMarked
package org.stackdeck.api.servers;

import org.jspecify.annotations.NullMarked;
