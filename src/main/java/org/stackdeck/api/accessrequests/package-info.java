/** REST endpoints by which users request access and administrators decide on the requests. */
@NullMarked
package org.stackdeck.api.accessrequests;

import org.jspecify.annotations.NullMarked;
